import { showToast } from '@/components/toast'
import type { ConnectionForm } from './useConnectionForm'

/** Saving, which tests first and does not follow a no by itself. What goes wrong is shown by the form. */
export function useSaving({ isTesting, isSaving, isTested, result, runTest, store }: ConnectionForm) {
  const storeAndTell = async (passed: boolean) => {
    await store(passed)
    void showToast({ title: 'Connection saved', message: 'It counts for everybody from now on.' })
  }
  const testAndStore = async () => {
    const passed = isTested ? result?.status === 'connected' : await runTest()
    if (passed) await storeAndTell(true)
  }
  return {
    isBusy: isTesting || isSaving,
    test: () => runTest().catch(() => false),
    save: () => testAndStore().catch(() => undefined),
    saveUntested: () => storeAndTell(false).catch(() => undefined),
  }
}
