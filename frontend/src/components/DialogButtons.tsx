import type { ReactNode } from 'react'
import styles from './DialogButtons.module.css'

/** The ways out of a long dialog, in view however long it is. */
export function DialogButtons({ children }: { children: ReactNode }) {
  return <div className={styles.buttons}>{children}</div>
}
