/** All that needs TipTap, in one chunk. */
export { obstacleOf, type Obstacle } from './checkFidelity'
export { RichTextEditor } from './RichTextEditor'
