export interface FilterProps<Value> {
  value: Value | undefined
  onChange: (value: Value | undefined) => void
}
