/** All that needs TipTap, in one chunk. */
export { whatRichTextWouldLose } from './checkFidelity'
export { RichTextEditor } from './RichTextEditor'
