import { Text } from '@mantine/core'
import { RelativeTime } from '@/components/RelativeTime'
import type { ConflictCheck, ModifiedStatement } from './types'

interface WhoChangedProps {
  check: ConflictCheck
  statement: ModifiedStatement | undefined
}

/** Who changed each of the two texts, and when. */
export function WhoChanged({ check, statement }: WhoChangedProps) {
  return (
    <Text size="sm" c="dimmed">
      In ServiceNow: <Stamp by={check.remote_updated_by} at={check.remote_updated_at} />. Here:{' '}
      <Stamp by={statement?.modified_by} at={check.local_updated_at} />.
    </Text>
  )
}

interface StampProps {
  by: string | null | undefined
  at: string | null
}

export function Stamp({ by, at }: StampProps) {
  return (
    <>
      {by ?? 'somebody'}
      {at !== null && (
        <>
          , <RelativeTime at={at} />
        </>
      )}
    </>
  )
}
