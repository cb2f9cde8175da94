import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { sessionEndedProblem } from '@/lib/problem'
import { useTextFormat } from '@/lib/texts/format'
import { takenOutOnSave } from '@/lib/texts/takenOut'
import { useSession } from '@/lib/useSession'
import { saveStatement } from '../api/saveStatement'
import { Autosave } from '../autosave/Autosave'
import { DraftStore } from '../autosave/drafts'
import { shownText, type Statement } from '../texts'
import { useKeepStatement } from './useKeepStatement'

/** Saves what is typed into this statement while it is shown, and goes on with what an earlier visit left behind. */
export function useAutosave(statement: Statement) {
  const { session, status } = useSession()
  const keep = useKeepStatement()
  const [{ autosave, restored }] = useState(() => {
    const author = session.state().user?.name ?? ''
    const drafts = new DraftStore(author, statement.id)
    const draft = drafts.read()
    return {
      restored: draft && draft.text !== shownText(statement) ? draft : null,
      autosave: new Autosave({
        statement,
        drafts,
        // Somebody else may have signed in again: this text is not theirs.
        save: (content, revision) =>
          session.state().user?.name === author
            ? saveStatement(statement.id, content, revision)
            : Promise.reject(sessionEndedProblem()),
        takenOutOf: (text) => takenOutOnSave(text, statement.content),
        onCurrent: keep,
      }),
    }
  })
  const state = useSyncExternalStore(autosave.subscribe, autosave.state)
  const format = useTextFormat()

  useEffect(() => autosave.setFormat(format), [autosave, format])

  useEffect(() => autosave.adopt(statement), [autosave, statement])

  useEffect(() => {
    if (restored) autosave.restore(restored)
  }, [autosave, restored])

  useEffect(() => {
    if (status === 'signed_in') void autosave.flush()
  }, [autosave, status])

  useFlushOnLeave(autosave)
  return { autosave, state, restored }
}

/** Saves when the network is back, when the page is hidden, and when it is left. */
function useFlushOnLeave(autosave: Autosave) {
  const isMounted = useRef(false)
  useEffect(() => {
    isMounted.current = true
    const flush = () => void autosave.flush()
    const flushHidden = () => document.visibilityState === 'hidden' && flush()
    window.addEventListener('online', flush)
    window.addEventListener('pagehide', flush)
    document.addEventListener('visibilitychange', flushHidden)
    return () => {
      isMounted.current = false
      window.removeEventListener('online', flush)
      window.removeEventListener('pagehide', flush)
      document.removeEventListener('visibilitychange', flushHidden)
      // The draft is for the next visit: two that try again would be in each other's way.
      void autosave.flush().then(() => !isMounted.current && autosave.stop())
    }
  }, [autosave])
}
