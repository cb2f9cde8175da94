import { NativeSelect } from '@mantine/core'

interface Choice {
  value: string
  label: string
}

interface ChoiceGroup {
  group: string
  items: Choice[]
}

interface ChooseProps<Value extends string> {
  label: string
  /** What stands there while nothing is chosen. */
  all?: string
  choices: readonly (Choice | ChoiceGroup)[]
  value: Value | undefined
  onChoose: (value: Value | undefined) => void
}

/** One of a few, or all. The browser's own list: typing finds, and it fits a phone. */
export function Choose<Value extends string>(props: ChooseProps<Value>) {
  const { label, all = 'All', choices, value = '', onChoose } = props
  // What the address names may not be among what there is.
  const isKnown = value === '' || choices.flatMap(itemsOf).some((choice) => choice.value === value)
  const offered = isKnown ? choices : [{ value, label: value }, ...choices]
  return (
    <NativeSelect
      label={label}
      data={[{ value: '', label: all }, ...offered]}
      value={value}
      onChange={({ currentTarget }) => onChoose((currentTarget.value as Value) || undefined)}
    />
  )
}

function itemsOf(choice: Choice | ChoiceGroup): Choice[] {
  return 'group' in choice ? choice.items : [choice]
}
