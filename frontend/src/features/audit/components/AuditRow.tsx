import { Text, UnstyledButton } from '@mantine/core'
import { Suspense, type ReactNode } from 'react'
import { lazyPart } from '@/components/lazyPart'
import { LoadingRows } from '@/components/LoadingRows'
import { RelativeTime } from '@/components/RelativeTime'
import { ToneIcon } from '@/components/ToneIcon'
import { toneClass } from '@/components/tones'
import { toneOf } from '../actions'
import { inWords } from '../sentences'
import type { AuditEntry } from '../types'
import styles from './AuditRow.module.css'

// With all that draws a difference: most records are never opened.
const AuditRecord = lazyPart(async () => (await import('./AuditRecord')).AuditRecord)

interface AuditRowProps {
  entry: AuditEntry
  isOpen: boolean
  onToggle: () => void
  /** Where it happened. */
  children?: ReactNode
}

/** Who did what, when. Opened, it shows the whole record. */
export function AuditRow({ entry, isOpen, onToggle, children }: AuditRowProps) {
  const { id, at, actor } = entry
  const tone = toneOf(entry)
  return (
    <>
      <div className={styles.row}>
        <UnstyledButton
          className={styles.what}
          onClick={onToggle}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
        >
          <span className={`${styles.icon ?? ''} ${toneClass(tone)}`}>
            <ToneIcon tone={tone} size={12} />
          </span>
          <Text span fw={600}>
            {inWords(entry)}
          </Text>
          <Chevron isOpen={isOpen} />
        </UnstyledButton>
        <div className={styles.where}>{children}</div>
        <Text size="sm" className={styles.who}>
          {actor}
        </Text>
        <Text size="sm" c="dimmed" className={styles.when}>
          <RelativeTime at={at} />
        </Text>
      </div>
      {isOpen && (
        <div id={id} data-row-details>
          <Suspense fallback={<LoadingRows rows={3} label="Loading the record" />}>
            <AuditRecord id={id} />
          </Suspense>
        </div>
      )}
    </>
  )
}

function Chevron({ isOpen }: { isOpen: boolean }) {
  return (
    <svg aria-hidden viewBox="0 0 16 16" width={12} height={12} style={{ flexShrink: 0 }}>
      <path
        d={isOpen ? 'M3 10.5 8 5.5 13 10.5' : 'M3 5.5 8 10.5 13 5.5'}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  )
}
