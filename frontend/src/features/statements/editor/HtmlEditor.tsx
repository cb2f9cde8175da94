import { Group, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Notice } from '@/components/Notice'
import { SourceEditor } from './SourceEditor'
import type { Obstacle } from './richText'
import type { TextEditorProps } from './textEditorProps'

type Mode = 'rich' | 'source'

interface Shown {
  /** The text that `obstacle` was found for; a text that was typed here needs no new check. */
  value: string
  wanted: Mode
  obstacle: Obstacle
}

/** TipTap is large: it is loaded when the first text is opened. */
const richTextQuery = {
  queryKey: ['rich-text-editor'],
  queryFn: () => import('./richText'),
  staleTime: Infinity,
  gcTime: Infinity,
  retry: 1,
}

/** Edits HTML as it reads, or as its source where the rich text editor would lose something of it. */
export function HtmlEditor(props: TextEditorProps) {
  const { value, editable } = props
  const { data: richText, isPending, isError } = useQuery(richTextQuery)
  const [shown, setShown] = useState<Shown | null>(null)

  if (isPending) return <Skeleton height={360} role="status" aria-label="Loading the editor" />

  const show = (wanted: Mode) => {
    const obstacle = wanted === 'rich' && richText ? richText.obstacleOf(value) : null
    setShown({ value, wanted, obstacle })
  }
  if (shown?.value !== value) show(shown?.wanted ?? 'rich')
  const mode: Mode = richText && shown?.wanted === 'rich' && shown.obstacle === null ? 'rich' : 'source'

  const change = (text: string) => {
    setShown({ value: text, wanted: shown?.wanted ?? mode, obstacle: shown?.obstacle ?? null })
    props.onChange(text)
  }

  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed">
          {hintOf(mode, editable)}
        </Text>
        <SegmentedControl
          size="xs"
          aria-label="Show the text as"
          value={mode}
          onChange={show}
          data={[
            { value: 'rich', label: 'Rich text' },
            { value: 'source', label: 'Source' },
          ]}
        />
      </Group>
      {shown?.obstacle && <CannotShow obstacle={shown.obstacle} />}
      {isError && (
        <Notice tone="warning" title="The rich text editor could not be loaded">
          The text is shown as its source. Load the page again to try once more.
        </Notice>
      )}
      {mode === 'rich' && richText ? (
        <richText.RichTextEditor {...props} onChange={change} />
      ) : (
        <SourceEditor {...props} onChange={change} plain={false} />
      )}
    </Stack>
  )
}

function CannotShow({ obstacle }: { obstacle: NonNullable<Obstacle> }) {
  return (
    <Notice tone="warning" role="status" title="This text is shown as its source">
      {reasonOf(obstacle)}
    </Notice>
  )
}

function reasonOf(obstacle: NonNullable<Obstacle>): string {
  switch (obstacle.kind) {
    case 'long':
      return (
        `It has ${obstacle.elements.toLocaleString('en')} paragraphs and other parts, with which the rich text editor ` +
        'would no longer answer. Edit the source, or divide the statement in ServiceNow.'
      )
    case 'deep':
      return (
        'Its parts stand inside one another too deeply for the rich text editor, as when tags are not closed. ' +
        'Edit the source: close them, or take them out.'
      )
    case 'loss':
      return (
        `The rich text editor would lose or change a part of it: ${obstacle.lost.join(', ')}. ` +
        'Edit the source, or take that part out to use the rich text editor.'
      )
  }
}

function hintOf(mode: Mode, editable: boolean): string {
  if (!editable) return 'You can read this text, not change it.'
  return mode === 'rich' ? '' : 'HTML, as it is stored.'
}
