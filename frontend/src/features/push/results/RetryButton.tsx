import { Button } from '@mantine/core'

export interface RetryProps {
  /** How many statements the API takes up again: all that can be, of whatever cause. */
  count: number
  isPending: boolean
  /** Why this person may not retry; null when they may. */
  refusal: string | null
  onRetry: () => void
}

export function RetryButton({ count, isPending, refusal, onRetry }: RetryProps) {
  return (
    <Button
      size="compact-md"
      variant="default"
      onClick={onRetry}
      loading={isPending}
      disabled={refusal !== null}
      title={refusal ?? undefined}
    >
      Retry these {count.toLocaleString('en')}
    </Button>
  )
}
