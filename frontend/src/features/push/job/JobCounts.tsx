import { Text } from '@mantine/core'
import { ToneIcon } from '@/components/ToneIcon'
import { toneClass, type Tone } from '@/components/tones'
import type { Job } from '../types'
import styles from './JobCounts.module.css'

/** How many succeeded, failed and were skipped; read out when the numbers change. */
export function JobCounts({ job }: { job: Job }) {
  const counts: [Tone, number, string][] = [
    ['success', job.succeeded, 'succeeded'],
    ['danger', job.failed, 'failed'],
    ['neutral', job.skipped, 'skipped'],
  ]
  return (
    <div className={styles.counts} role="status">
      {counts.map(([tone, count, label]) => (
        <span
          key={label}
          className={`${styles.count ?? ''} ${toneClass(tone)}`}
          data-zero={count === 0 || undefined}
        >
          <span className={styles.icon}>
            <ToneIcon tone={tone} />
          </span>
          <Text span fw={600}>
            {count.toLocaleString('en')}
          </Text>{' '}
          {label}
          {label !== 'skipped' && <span className={styles.comma}>,</span>}
        </span>
      ))}
    </div>
  )
}
