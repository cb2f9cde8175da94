import type { ApiProblem } from '@/lib/problem'

export interface Refusal {
  id: string
  /** "AC-2 is in conflict; resolve it first" */
  reason: string
}

/** The statements for which the API refused the whole push, each with the reason. */
export function refusalsOf({ errors }: ApiProblem, statementIds: readonly string[]): Refusal[] {
  return errors.flatMap(({ field, message }) => {
    const index = /^statement_ids\.(\d+)$/.exec(field)?.[1]
    const id = statementIds[Number(index)]
    return id === undefined ? [] : [{ id, reason: withoutId(message, id) }]
  })
}

function withoutId(message: string, id: string): string {
  return message.startsWith(`${id}: `) ? message.slice(id.length + 2) : message
}
