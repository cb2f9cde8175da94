/** Elements that the focus goes to when the dialog closes. */
export const CONTINUE_ID = 'conflicts-continue'

export function resolveButtonId(statementId: string): string {
  return `resolve-${statementId}`
}
