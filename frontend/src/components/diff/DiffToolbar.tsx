import { ActionIcon, Group, SegmentedControl, Text, Tooltip } from '@mantine/core'
import type { Target } from './target'

export type View = 'rendered' | 'source'

interface DiffToolbarProps {
  /** Null where a text has no other source than itself. */
  view: View | null
  onView: (view: View) => void
  count: number
  target: Target | null
  onStep: (step: 1 | -1) => void
}

export function DiffToolbar({ view, onView, count, target, onStep }: DiffToolbarProps) {
  return (
    <Group justify="space-between" gap="xs">
      {view && (
        <SegmentedControl
          size="xs"
          aria-label="Show the texts as"
          value={view}
          onChange={onView}
          data={[
            { value: 'rendered', label: 'Rendered' },
            { value: 'source', label: 'Source' },
          ]}
        />
      )}
      <Group gap={4} ml="auto">
        <Text size="sm" c="dimmed" role="status" mr={4}>
          {summary(count, target)}
        </Text>
        <Step
          label="Previous difference"
          keys="p or Shift+F7"
          up
          disabled={count === 0}
          onStep={() => onStep(-1)}
        />
        <Step label="Next difference" keys="n or F7" disabled={count === 0} onStep={() => onStep(1)} />
      </Group>
    </Group>
  )
}

function summary(count: number, target: Target | null): string {
  const differences = count === 1 ? '1 difference' : `${count} differences`
  return target && count > 1 ? `${Math.min(target.index, count - 1) + 1} of ${differences}` : differences
}

interface StepProps {
  label: string
  keys: string
  up?: boolean
  disabled: boolean
  onStep: () => void
}

function Step({ label, keys, up = false, disabled, onStep }: StepProps) {
  return (
    <Tooltip label={`${label} (${keys})`}>
      <ActionIcon variant="default" aria-label={label} disabled={disabled} onClick={onStep}>
        <svg aria-hidden viewBox="0 0 16 16" width={14} height={14}>
          <path
            d={up ? 'M3 10.5 8 5.5 13 10.5' : 'M3 5.5 8 10.5 13 5.5'}
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            strokeLinecap="round"
          />
        </svg>
      </ActionIcon>
    </Tooltip>
  )
}
