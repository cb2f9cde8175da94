import { useState } from 'react'
import { useModified } from '../hooks/useModified'
import type { ModifiedStatement } from '../types'

export type StatementOf = (id: string) => ModifiedStatement | undefined

/** The names, also of what is not modified any more once it is resolved. */
export function useStatementsAtFirst(): StatementOf {
  const { statements } = useModified()
  const [byId] = useState(() => new Map(statements.map((one) => [one.id, one])))
  return (id) => byId.get(id)
}
