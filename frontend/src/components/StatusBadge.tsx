import styles from './StatusBadge.module.css'
import { ToneIcon } from './ToneIcon'
import { toneClass, type Tone } from './tones'

interface StatusBadgeProps {
  tone: Tone
  label: string
}

/** A state in one word, with a symbol and a colour. */
export function StatusBadge({ tone, label }: StatusBadgeProps) {
  return (
    <span className={`${styles.badge ?? ''} ${toneClass(tone)}`}>
      <ToneIcon tone={tone} size={12} />
      {label}
    </span>
  )
}
