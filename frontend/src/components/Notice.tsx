import type { ReactNode } from 'react'
import styles from './Notice.module.css'
import { ToneIcon } from './ToneIcon'
import { toneClass, type Tone } from './tones'

interface NoticeProps {
  tone: Tone
  title: string
  /** `alert` is read out at once, `status` when the reader pauses. Left out: not read out by itself. */
  role?: 'alert' | 'status'
  children?: ReactNode
  /** Buttons. */
  action?: ReactNode
}

/** A few lines that stand out from the page. */
export function Notice({ tone, title, role, children, action }: NoticeProps) {
  return (
    <div role={role} className={`${styles.notice ?? ''} ${toneClass(tone)}`}>
      <span className={styles.icon}>
        <ToneIcon tone={tone} size={18} />
      </span>
      <div className={styles.text}>
        <p className={styles.title}>{title}</p>
        {children}
      </div>
      {action}
    </div>
  )
}
