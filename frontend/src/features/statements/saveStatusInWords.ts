import { format } from 'date-fns'
import type { Tone } from '@/components/tones'
import type { SaveStatus } from './autosave/Autosave'
import { byteLength, MAX_BYTES } from './texts'

interface SaveLook {
  tone: Tone
  words: string
}

/** Where the text stands, and what to do if it does not go on by itself. */
export function saveStatusInWords(status: SaveStatus, text: string): SaveLook {
  switch (status.kind) {
    case 'saved':
      return status.at
        ? { tone: 'success', words: `Saved at ${format(status.at, 'HH:mm:ss')}` }
        : { tone: 'neutral', words: 'What you type is saved by itself' }
    case 'unsaved':
      return { tone: 'neutral', words: 'Not saved yet' }
    case 'saving':
      return { tone: 'neutral', words: 'Saving…' }
    case 'waiting':
      return { tone: 'warning', words: whyWaiting(status.problem.code, status.problem.status) }
    case 'refused':
      return { tone: 'danger', words: 'Not saved: the server refused the text, see above' }
    case 'held':
      return { tone: 'warning', words: whyHeld(status.reason, text) }
    case 'stale':
      return { tone: 'warning', words: 'Not saved: changed elsewhere, choose a text' }
  }
}

const KEPT = 'Your text is kept in this browser'
const EMPTY = 'Not saved: the text is empty. Type something, or discard it.'

function whyHeld(reason: 'empty' | 'too_long' | 'taken_out', text: string): string {
  if (reason === 'empty') return EMPTY
  return reason === 'too_long' ? tooLong(text) : 'Not saved: a part of the text cannot be kept, see above'
}

function whyWaiting(code: string, status: number): string {
  if (code === 'offline') return `Offline. ${KEPT} and will be saved when the connection is back.`
  if (status === 401) return `Not saved: your session ended. ${KEPT}; it is saved once you sign in again.`
  return `The server is busy. ${KEPT}; it will be tried again by itself.`
}

function tooLong(text: string): string {
  const over = (byteLength(text) - MAX_BYTES).toLocaleString('en')
  return `Not saved: the text is ${over} bytes longer than the limit of 100,000. Shorten it.`
}

/** For screen readers, which need not hear of each pause in typing; null: nothing new to say. */
export function announcementOf(status: SaveStatus, text: string): string | null {
  if (status.kind === 'unsaved' || status.kind === 'saving') return null
  if (status.kind === 'saved') return status.at ? 'Saved' : ''
  if (status.kind === 'held' && status.reason === 'too_long') return 'Not saved: the text is too long'
  return saveStatusInWords(status, text).words
}
