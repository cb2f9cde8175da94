/** Orders texts as people do: AC-2 before AC-10. */
export const naturalOrder = new Intl.Collator('en', { numeric: true })
