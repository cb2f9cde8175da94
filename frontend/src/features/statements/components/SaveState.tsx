import { VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import { ToneIcon } from '@/components/ToneIcon'
import { toneClass } from '@/components/tones'
import type { AutosaveState } from '../autosave/Autosave'
import { announcementOf, saveStatusInWords } from '../saveStatusInWords'
import styles from './SaveState.module.css'

/** Whether what is typed has reached the server. */
export function SaveState({ state: { status, text } }: { state: AutosaveState }) {
  const { tone, words } = saveStatusInWords(status, text)
  const [lastAnnouncement, setLastAnnouncement] = useState('')
  const announcement = announcementOf(status, text) ?? lastAnnouncement
  if (announcement !== lastAnnouncement) setLastAnnouncement(announcement)

  return (
    <div className={`${styles.state ?? ''} ${toneClass(tone)}`} data-kind={status.kind}>
      <span className={styles.icon}>
        <ToneIcon tone={tone} size={14} />
      </span>
      {words}
      <VisuallyHidden role="status">{announcement}</VisuallyHidden>
    </div>
  )
}
