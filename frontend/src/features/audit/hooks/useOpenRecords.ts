import { useState } from 'react'

/** Which records are opened. Kept outside the rows, which exist only while they can be seen. */
export function useOpenRecords() {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const toggle = (id: string) =>
    setOpen((before) => {
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })
  return { isOpen: (id: string) => open.has(id), toggle }
}
