import { useState } from 'react'
import { asProblem } from '@/lib/problem'
import { useSaveConnection } from '../api/saveConnection'
import type { ConnectionView } from '@/lib/calls/getConnection'
import { requestOf, sameSettings, settingsOf, withPreset, type Settings } from '../settings'
import type { MappingValues } from '../presets'

export type ConnectionForm = ReturnType<typeof useConnectionForm>

/** The settings being edited. Until something is typed they follow what is stored. */
export function useConnectionForm(connection: ConnectionView) {
  const [draft, setDraft] = useState<Settings | null>(null)
  const save = useSaveConnection()
  const stored = settingsOf(connection)
  const settings = draft ?? stored

  const change = (changes: Partial<Settings>) => setDraft({ ...settings, ...changes })

  return {
    connection,
    settings,
    isDirty: draft !== null && !sameSettings(draft, stored),
    change,
    changeMapping: (changes: Partial<MappingValues>) =>
      change({ mapping: { ...settings.mapping, ...changes } }),
    choosePreset: (preset: Settings['preset']) => setDraft(withPreset(settings, preset)),
    discard: () => {
      save.reset()
      setDraft(null)
    },
    save: (onSaved: () => void) =>
      save.mutate(requestOf(settings), {
        onSuccess: () => {
          setDraft(null)
          onSaved()
        },
      }),
    isSaving: save.isPending,
    error: save.error,
    /** What the API said about one field. */
    errorOf: (field: string): string | undefined =>
      save.error ? asProblem(save.error).errors.find((error) => error.field === field)?.message : undefined,
  }
}
