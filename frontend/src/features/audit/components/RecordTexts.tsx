import { Code, Stack, Text } from '@mantine/core'
import { StatementDiff } from '@/components/diff/StatementDiff'
import { textNames } from '../texts'
import type { AuditDetail } from '../types'

const HEIGHT = 320

/** The texts of a record: what was there before and after, and what was sent if ServiceNow stored another. */
export function RecordTexts({ record }: { record: AuditDetail }) {
  const { action, before_content, after_content, sent_content } = record
  const [before, after] = textNames(action)
  if (before_content === null && after_content === null) return null
  if (after_content === null)
    return <OneText label={`${before} (no other text was stored)`} text={before_content} />
  return (
    <Stack gap="md">
      <StatementDiff
        original={before_content ?? ''}
        modified={after_content}
        originalLabel={before_content === null ? 'Not known here before' : before}
        modifiedLabel={after}
        height={HEIGHT}
      />
      {sent_content !== null && (
        <StatementDiff
          original={sent_content}
          modified={after_content}
          originalLabel="Sent"
          modifiedLabel={after}
          height={HEIGHT}
        />
      )}
    </Stack>
  )
}

function OneText({ label, text }: { label: string; text: string | null }) {
  return (
    <div>
      <Text size="sm" fw={600}>
        {label}
      </Text>
      <Code block mah={HEIGHT} style={{ overflow: 'auto', whiteSpace: 'pre-wrap' }} tabIndex={0}>
        {text}
      </Code>
    </div>
  )
}
