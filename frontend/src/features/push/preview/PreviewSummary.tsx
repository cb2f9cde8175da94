import { Text } from '@mantine/core'
import { Notice } from '@/components/Notice'
import { countedStatements } from '@/lib/counted'
import type { whatIsWritten } from './previewRows'

interface PreviewSummaryProps {
  written: ReturnType<typeof whatIsWritten>
  target: string
}

/** How much will be written where. */
export function PreviewSummary({ written, target }: PreviewSummaryProps) {
  const { toWrite, alreadyThere, systems, added, removed } = written
  const places = `${systems} ${systems === 1 ? 'system' : 'systems'}`
  const title =
    toWrite === 0
      ? `Nothing will be written to ${target}`
      : `${countedStatements(toWrite)} in ${places} will be written to ${target}`
  return (
    <Notice tone="warning" title={title}>
      <Text size="sm">
        {toWrite > 0 &&
          `${added.toLocaleString('en')} words are added, ${removed.toLocaleString('en')} removed. `}
        Your text replaces the implementation statement of each record there. Each record is read once more
        just before it is written: where somebody changed the text since, nothing is written and the result is
        a conflict.
      </Text>
      {alreadyThere > 0 && (
        <Text size="sm">
          ServiceNow has the text of {countedStatements(alreadyThere)} already: nothing is written for{' '}
          {alreadyThere === 1 ? 'it' : 'them'}, and {alreadyThere === 1 ? 'it is' : 'they are'} not modified
          any more afterwards.
        </Text>
      )}
    </Notice>
  )
}
