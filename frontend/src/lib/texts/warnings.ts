/** Fewer words may well be halved on purpose. */
const FEW_WORDS = 20
const WORD = /[\p{L}\p{N}]+(?:[-'’.,/][\p{L}\p{N}]+)*/gu

/** What authors, templates and NIST's catalogue leave in a text to be filled in. */
const PLACEHOLDERS = [
  /\[\s*(?:assignment|selection|insert|fill in|enter|your|name of|organization)\b[^\]]*\]/gi,
  /<\s*(?:insert|enter|fill in|your)\b[^<>]*>/gi,
  /\{\{[^{}]*\}\}/g,
  /\b(?:TBD|TBC|TODO|FIXME|XXX)\b/g,
  /_{4,}/g,
  /\blorem ipsum\b/gi,
]

/** What to look at before one text, as it reads, replaces the other; in words. */
export function warningsOf(base: string, text: string): string[] {
  const [before, after] = [countWords(base), countWords(text)]
  const isHalved = before >= FEW_WORDS && after < before / 2
  const placeholders = placeholdersIn(text)
  return [
    ...(isHalved ? [`Shrinks by more than half, from ${before} to ${after} words`] : []),
    ...(placeholders.length > 0 ? [`To be filled in: ${placeholders.join(', ')}`] : []),
  ]
}

export function countWords(text: string): number {
  return text.match(WORD)?.length ?? 0
}

function placeholdersIn(words: string): string[] {
  const found = PLACEHOLDERS.flatMap((pattern) => [...words.matchAll(pattern)])
  return [...new Set(found.toSorted((a, b) => a.index - b.index).map(([placeholder]) => placeholder))]
}
