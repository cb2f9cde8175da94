import { Button, CopyButton, Group, Text, Textarea } from '@mantine/core'
import { Notice } from '@/components/Notice'
import type { ConflictCheck } from '../types'
import type { MergeDrafts } from './useMergeDrafts'

interface LeftoverMergesProps {
  ids: readonly string[]
  checks: ReadonlyMap<string, ConflictCheck>
  drafts: MergeDrafts
}

/** Merged texts whose conflict is gone before they were saved: nobody's typing just vanishes. */
export function LeftoverMerges({ ids, checks, drafts: { drafts, drop } }: LeftoverMergesProps) {
  return ids.map((id) => {
    const text = drafts.get(id)?.text ?? ''
    const name = checks.get(id)?.control_id ?? 'a statement'
    return (
      <Notice key={id} tone="warning" title={`Your merged text of ${name} was not used`}>
        <Text size="sm">
          Its conflict was resolved in another way meanwhile. Copy what you still need, for example into the
          statement’s editor.
        </Text>
        <Textarea aria-label={`Merged text of ${name}`} value={text} readOnly autosize maxRows={6} my="xs" />
        <Group gap="xs">
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button size="compact-sm" variant="default" onClick={copy}>
                {copied ? 'Copied' : 'Copy the text'}
              </Button>
            )}
          </CopyButton>
          <Button size="compact-sm" variant="subtle" color="red" onClick={() => drop(id)}>
            Throw it away
          </Button>
        </Group>
      </Notice>
    )
  })
}
