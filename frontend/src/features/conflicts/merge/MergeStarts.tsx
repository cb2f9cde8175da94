import { Input, SegmentedControl } from '@mantine/core'
import type { MergeStart } from './mergeDrafts'
import type { Merge } from './useMerge'

interface MergeStartsProps {
  merge: Merge
  isLocked: boolean
  onChange: (from: MergeStart) => void
}

/** Which text the merge starts from. */
export function MergeStarts({ merge, isLocked, onChange }: MergeStartsProps) {
  return (
    <Input.Wrapper
      label="Start from"
      labelElement="div"
      description={
        merge.canCombine
          ? undefined
          : 'Both sides changed the same place, so that they cannot be combined for you.'
      }
      inputWrapperOrder={['label', 'input', 'description']}
    >
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label="Start from"
        disabled={isLocked}
        value={merge.from}
        onChange={onChange}
        data={[
          { value: 'both', label: 'Both combined', disabled: !merge.canCombine },
          { value: 'local', label: 'Local' },
          { value: 'remote', label: 'ServiceNow' },
        ]}
      />
    </Input.Wrapper>
  )
}
