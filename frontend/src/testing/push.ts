import { EMPTY_WIZARD } from '@/features/push/wizard/wizard'
import { loadWizard, saveWizard } from '@/features/push/wizard/wizardStorage'
import { renderApp } from './render'

/** The push page at the conflicts step, as ana sees it with these statements selected. */
export function openConflictsStep(statementIds: string[], options?: Parameters<typeof renderApp>[1]) {
  saveWizard('ana', { ...EMPTY_WIZARD, selection: new Set(statementIds) })
  return renderApp('/push?step=conflicts', options)
}

/** What ana's conflicts step let through to the preview; null before it was left. */
export function previewOfAna() {
  return loadWizard('ana').preview
}
