import { RichTextEditor as MantineEditor } from '@mantine/tiptap'
import type { Editor } from '@tiptap/react'
import styles from './RichTextEditor.module.css'

/** Buttons; those for tables only while the cursor is in one. */
export function Toolbar({ editor }: { editor: Editor }) {
  return (
    <MantineEditor.Toolbar sticky stickyOffset="var(--header-height, 0px)" className={styles.toolbar}>
      <MantineEditor.ControlsGroup>
        <MantineEditor.H2 />
        <MantineEditor.H3 />
        <MantineEditor.H4 />
      </MantineEditor.ControlsGroup>
      <MantineEditor.ControlsGroup>
        <MantineEditor.Bold />
        <MantineEditor.Italic />
        <MantineEditor.Underline />
        <MantineEditor.Code />
        <MantineEditor.ClearFormatting />
      </MantineEditor.ControlsGroup>
      <MantineEditor.ControlsGroup>
        <MantineEditor.BulletList />
        <MantineEditor.OrderedList />
        <MantineEditor.Blockquote />
        <MantineEditor.CodeBlock />
      </MantineEditor.ControlsGroup>
      <MantineEditor.ControlsGroup>
        <MantineEditor.Link classNames={{ linkEditorExternalControl: styles.hidden }} />
        <MantineEditor.Unlink />
        <MantineEditor.TableInsert />
      </MantineEditor.ControlsGroup>
      <MantineEditor.ControlsGroup>
        <MantineEditor.Undo />
        <MantineEditor.Redo />
      </MantineEditor.ControlsGroup>
      {editor.isActive('table') && (
        <MantineEditor.ControlsGroup>
          <MantineEditor.TableRowBefore />
          <MantineEditor.TableRowAfter />
          <MantineEditor.TableRowDelete />
          <MantineEditor.TableColumnBefore />
          <MantineEditor.TableColumnAfter />
          <MantineEditor.TableColumnDelete />
          <MantineEditor.TableMergeCells />
          <MantineEditor.TableSplitCell />
          <MantineEditor.TableDelete />
        </MantineEditor.ControlsGroup>
      )}
    </MantineEditor.Toolbar>
  )
}
