/** A search parameter of the address as text; undefined when it is missing, empty or no text. */
export function textParam(search: Record<string, unknown>, name: string): string | undefined {
  const value = search[name]
  // The router reads `?q=5` as a number.
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A search parameter that must be one of `options`; anything else counts as missing. */
export function optionParam<Option extends string>(
  search: Record<string, unknown>,
  name: string,
  options: readonly Option[],
): Option | undefined {
  return options.find((option) => option === search[name])
}
