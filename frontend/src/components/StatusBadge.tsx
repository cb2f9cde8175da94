import styles from './StatusBadge.module.css'
import { ToneIcon } from './ToneIcon'
import { toneClass, type Tone } from './tones'

interface StatusBadgeProps {
  tone: Tone
  label: string
  /** Where the screen is narrow the symbol stands alone; the word is still read out. */
  compact?: boolean
}

/** A state in one word, with a symbol and a colour. */
export function StatusBadge({ tone, label, compact = false }: StatusBadgeProps) {
  return (
    <span className={`${styles.badge ?? ''} ${toneClass(tone)}`}>
      <ToneIcon tone={tone} size={12} />
      <span className={compact ? styles.compact : undefined}>{label}</span>
    </span>
  )
}
