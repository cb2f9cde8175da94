import { useEffect, useReducer } from 'react'
import { wizardReducer } from './wizard'
import { loadWizard, saveWizard } from './wizardStorage'

/** The wizard's state, kept for this tab so that a reload loses nothing. */
export function useWizard(user: string) {
  const [wizard, dispatch] = useReducer(wizardReducer, user, loadWizard)
  useEffect(() => saveWizard(user, wizard), [user, wizard])
  return [wizard, dispatch] as const
}
