import { useState } from 'react'
import { asProblem } from '@/lib/problem'
import { useSaveConnection } from '../api/saveConnection'
import { useTestConnection } from '../api/testConnection'
import type { ConnectionView } from '@/lib/calls/getConnection'
import { requestOf, sameSettings, settingsOf, withPreset, type Settings } from '../settings'
import type { MappingValues } from '../presets'

export type ConnectionForm = ReturnType<typeof useConnectionForm>

/** The settings being edited, their test, and their saving. Until something is typed they follow what is stored. */
export function useConnectionForm(connection: ConnectionView) {
  const [draft, setDraft] = useState<Settings | null>(null)
  const [tested, setTested] = useState<Settings | null>(null)
  const save = useSaveConnection()
  const test = useTestConnection()
  const stored = settingsOf(connection)
  const settings = draft ?? stored
  const isDirty = draft !== null && !sameSettings(draft, stored)
  const isTested = tested !== null && sameSettings(tested, settings)
  const error = save.error ?? test.error

  const change = (changes: Partial<Settings>) => setDraft({ ...settings, ...changes })

  const runTest = async (): Promise<boolean> => {
    save.reset()
    const result = await test.mutateAsync(isDirty ? requestOf(settings) : null)
    setTested(settings)
    return result.status === 'connected'
  }

  const store = async (passed: boolean): Promise<void> => {
    await save.mutateAsync(requestOf(settings))
    setDraft(null)
    setTested(null)
    // What was found belongs to the saved settings only when those are tested; a refused sign-in is not repeated.
    if (passed) await test.mutateAsync(null)
    else test.reset()
  }

  return {
    connection,
    settings,
    isDirty,
    change,
    changeMapping: (changes: Partial<MappingValues>) =>
      change({ mapping: { ...settings.mapping, ...changes } }),
    choosePreset: (preset: Settings['preset']) => setDraft(withPreset(settings, preset)),
    discard: () => {
      save.reset()
      test.reset()
      setDraft(null)
    },
    runTest,
    store,
    /** What the test said of these very settings, saved or not. */
    result: isTested || !isDirty ? test.data : undefined,
    isTested,
    isTesting: test.isPending,
    isSaving: save.isPending,
    saveError: save.error,
    testError: test.error,
    /** What the API said about one field. */
    errorOf: (field: string): string | undefined =>
      error ? asProblem(error).errors.find((one) => one.field === field)?.message : undefined,
  }
}
