import { EditorState } from '@tiptap/pm/state'
import { fixTables } from '@tiptap/pm/tables'
import { isSameMarkup, lostMarkup } from './canonicalMarkup'
import { LoadedText } from './serialiseText'

const MOST_NAMED = 5

/** What the rich text editor would lose or move if it wrote this text, in words; empty when nothing. */
export function whatRichTextWouldLose(html: string): string[] {
  const loaded = new LoadedText(html)
  const written = loaded.writeAnew()
  if (!isSameMarkup(html, written)) {
    const lost = lostMarkup(html, written)
    return lost.length > 0 ? lost.slice(0, MOST_NAMED) : ['the order of its parts']
  }
  return fixTables(EditorState.create({ doc: loaded.doc })) ? ['a table with missing cells'] : []
}
