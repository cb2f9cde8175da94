const TYPES: Record<string, string> = {
  'lower-alpha': 'a',
  'lower-latin': 'a',
  'upper-alpha': 'A',
  'upper-latin': 'A',
  'lower-roman': 'i',
  'upper-roman': 'I',
}

/** Lists of other programs: the kind of numbering that is only a style, and lists that stand between items. */
export function tidyLists(body: HTMLElement): void {
  for (const list of body.querySelectorAll<HTMLElement>('ol')) {
    const first = list.querySelector<HTMLElement>(':scope > li')
    const style = list.style.listStyleType || first?.style.listStyleType
    const type = style ? TYPES[style.toLowerCase()] : undefined
    if (type && !list.hasAttribute('type')) list.setAttribute('type', type)
    if (list.getAttribute('start') === '1') list.removeAttribute('start')
    if (list.getAttribute('type') === '1') list.removeAttribute('type')
  }
  for (const list of body.querySelectorAll(':is(ul, ol) > :is(ul, ol)'))
    list.previousElementSibling?.append(list)
}
