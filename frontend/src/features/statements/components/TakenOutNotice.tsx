import { Button, Group, List } from '@mantine/core'
import { useDeferredValue, useMemo } from 'react'
import { Notice } from '@/components/Notice'
import { useTextFormat } from '@/lib/texts/format'
import { takenOutOnSave } from '@/lib/texts/takenOut'
import type { Autosave, AutosaveState } from '../autosave/Autosave'

interface TakenOutNoticeProps {
  autosave: Autosave
  state: AutosaveState
  base: string
}

/** What saving takes out of the text, each part by name: before it happens, and after it until it is confirmed. */
export function TakenOutNotice({ autosave, state, base }: TakenOutNoticeProps) {
  const { text, takenOut } = state
  const format = useTextFormat()
  const shown = useDeferredValue(text)
  const coming = useMemo(() => (format === 'html' ? takenOutOnSave(shown, base) : []), [format, shown, base])

  if (takenOut?.broughtBack) {
    return (
      <Notice
        tone="warning"
        role="status"
        title="Not saved: this cannot be kept"
        action={
          <Button size="compact-md" onClick={autosave.confirmTakenOut}>
            Take it out
          </Button>
        }
      >
        <Parts parts={coming.length > 0 ? coming : takenOut.parts} /> Put it in another way, or have it taken
        out.
      </Notice>
    )
  }
  if (takenOut) {
    return (
      <Notice
        tone="warning"
        role="status"
        title="A part of the text was taken out"
        action={
          <Group gap="xs">
            <Button variant="default" size="compact-md" onClick={autosave.bringBack}>
              Bring it back
            </Button>
            <Button size="compact-md" onClick={autosave.confirmTakenOut}>
              Leave it out
            </Button>
          </Group>
        }
      >
        <Parts parts={takenOut.parts} />
      </Notice>
    )
  }
  if (coming.length === 0) return null
  const title =
    text === base
      ? 'The first change of this text takes out a part of it'
      : 'A part of the text is taken out when it is saved'
  return (
    <Notice tone="warning" role="status" title={title}>
      <Parts parts={coming} />
    </Notice>
  )
}

function Parts({ parts }: { parts: readonly string[] }) {
  if (parts.length === 1) return <>ServiceNow texts may not have it: {parts[0]}.</>
  return (
    <>
      ServiceNow texts may not have it:
      <List size="sm">
        {parts.map((part) => (
          <List.Item key={part}>{part}</List.Item>
        ))}
      </List>
    </>
  )
}
