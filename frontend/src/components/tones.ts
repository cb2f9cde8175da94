import styles from './tones.module.css'

/** What a colour means. It never stands alone: a symbol and a word go with it. */
export type Tone = 'success' | 'warning' | 'danger' | 'info' | 'neutral'

/** The class that sets `--tone-background` and `--tone-text`. */
export function toneClass(tone: Tone): string {
  return styles[tone] ?? ''
}
