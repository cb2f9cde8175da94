/** Elements that stand inside a line of text. */
export const INLINE_ELEMENTS: ReadonlySet<string> = new Set(
  (
    'a abbr b bdi bdo big br button cite code data del dfn em font i iframe img input ins kbd label map mark ' +
    'object q s samp select small span strike strong sub sup svg time tt u var wbr'
  ).split(' '),
)

/** The parsed text. Nothing in it is loaded or run. */
export function blocksOf(html: string): HTMLElement {
  return new DOMParser().parseFromString(`<!doctype html><body>${html}</body>`, 'text/html').body
}
