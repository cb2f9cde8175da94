import { Anchor, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ToneIcon } from '@/components/ToneIcon'
import { download } from '@/lib/download'
import { sha256 } from '../sha256'
import styles from './AuditRecord.module.css'

interface FingerprintProps {
  /** As recorded. */
  recorded: string
  text: string
  fileName: string
}

/** A text's recorded SHA-256, whether the text shown has it, and the text as a file to verify by oneself. */
export function Fingerprint({ recorded, text, fileName }: FingerprintProps) {
  const { data: actual } = useQuery({
    queryKey: ['audit', 'sha256', text],
    queryFn: async () => (await sha256(text)) ?? null,
    staleTime: Infinity,
    gcTime: 0,
    networkMode: 'always',
  })
  return (
    <>
      <span className={styles.code}>{recorded}</span>
      <Group gap="xs" component="span">
        {actual && <Verdict matches={actual === recorded} />}
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={() => download(fileName, 'text/html;charset=utf-8', text)}
        >
          Save {fileName}
        </Anchor>
      </Group>
    </>
  )
}

function Verdict({ matches }: { matches: boolean }) {
  return (
    <Text span size="sm" c={matches ? undefined : 'red'} className={styles.verdict}>
      <ToneIcon tone={matches ? 'success' : 'danger'} />
      {matches ? 'Matches the text shown' : 'Does not match the text shown: tell your administrator'}
    </Text>
  )
}
