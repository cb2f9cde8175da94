import type { Job } from '../types'
import { countsOf } from './jobProgress'

/** Whether the browser can tell of the end of a push outside of this window; `null`: it has no such thing. */
export function notificationPermission(): NotificationPermission | null {
  return 'Notification' in window ? Notification.permission : null
}

/** Tells it by the browser's own means, if the person allowed that; a click leads to the results. */
export function notifyOfEnd(job: Job, title: string, onClick: () => void): void {
  if (notificationPermission() !== 'granted') return
  const notification = new Notification(title, { body: `${countsOf(job)}.`, tag: job.job_id })
  notification.onclick = () => {
    window.focus()
    notification.close()
    onClick()
  }
}
