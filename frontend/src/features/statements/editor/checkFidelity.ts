import { EditorState } from '@tiptap/pm/state'
import { fixTables } from '@tiptap/pm/tables'
import { parsedText } from '@/lib/texts/elements'
import { unknownTagsIn } from '@/lib/texts/unknownTags'
import { isSameMarkup, lostMarkup } from './canonicalMarkup'
import { representedDom } from './editorDom'
import { LoadedText } from './serialiseText'

const MOST_NAMED = 5
/** Each is drawn and compared at every keystroke. */
const MOST_ELEMENTS = 4000
const DEEPEST = 60

/** Why the rich text editor cannot show a text; null when it can. */
export type Obstacle =
  { kind: 'long'; elements: number } | { kind: 'deep' } | { kind: 'loss'; lost: string[] } | null

/** Whether the rich text editor would be too slow with this text, or lose or move something of it. */
export function obstacleOf(html: string): Obstacle {
  const elements = html.match(/<[a-z]/gi)?.length ?? 0
  if (elements > MOST_ELEMENTS) return { kind: 'long', elements }
  const words = unknownTagsIn(html)
  if (words.length > 0) return loss(words.map((word) => `“${word}”, which HTML takes for a tag`))
  if (isDeeperThan(DEEPEST, html)) return { kind: 'deep' }
  const loaded = new LoadedText(html)
  const before = representedDom(html)
  const after = parsedText(loaded.writeAnew())
  if (!isSameMarkup(before, after)) {
    const lost = lostMarkup(before, after)
    return loss(lost.length > 0 ? lost : ['the order of its parts'])
  }
  return fixTables(EditorState.create({ doc: loaded.doc })) ? loss(['a table with missing cells']) : null
}

function loss(lost: string[]): Obstacle {
  return { kind: 'loss', lost: lost.slice(0, MOST_NAMED) }
}

function isDeeperThan(depth: number, html: string): boolean {
  const walker = document.createTreeWalker(parsedText(html), NodeFilter.SHOW_ELEMENT)
  let level = 0
  for (;;) {
    if (level > depth) return true
    if (walker.firstChild()) level += 1
    else {
      while (!walker.nextSibling()) {
        if (!walker.parentNode()) return false
        level -= 1
      }
    }
  }
}
