import { Tooltip } from '@mantine/core'

interface HintAtProps {
  element: HTMLElement | null
  label: string
}

/** A hint beside an element that has asked for it. */
export function HintAt({ element, label }: HintAtProps) {
  return <Tooltip opened target={element} label={label} multiline maw={360} />
}
