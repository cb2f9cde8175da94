import type { ReactNode } from 'react'
import styles from './CauseList.module.css'
import { ToneIcon } from './ToneIcon'
import { toneClass, type Tone } from './tones'

interface CauseListProps {
  label: string
  title: string
  /** What can be done about all of them. */
  action?: ReactNode
  note?: ReactNode
  causes: { key: string; tone: Tone; content: ReactNode }[]
}

/** What went wrong with many things, by cause. */
export function CauseList({ label, title, action, note, causes }: CauseListProps) {
  return (
    <section className={styles.causes} aria-label={label}>
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        {action}
        {note && <div className={styles.note}>{note}</div>}
      </div>
      <ul className={styles.list}>
        {causes.map(({ key, tone, content }) => (
          <li key={key} className={styles.cause}>
            <span className={`${styles.icon ?? ''} ${toneClass(tone)}`}>
              <ToneIcon tone={tone} />
            </span>
            <div>{content}</div>
          </li>
        ))}
      </ul>
    </section>
  )
}
