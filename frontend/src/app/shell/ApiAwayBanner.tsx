import { Button } from '@mantine/core'
import { useNetwork } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Notice } from '@/components/Notice'
import { connectionQuery } from '@/lib/calls/getConnection'
import { asProblem } from '@/lib/problem'

/** Says that the server does not answer, and looks by itself whether it does again. */
export function ApiAwayBanner() {
  const { online } = useNetwork()
  const queryClient = useQueryClient()
  // Every page asks for it, so that it tells how the server stands.
  const { error, isSuccess } = useQuery(connectionQuery)
  // Each further try forgets the error of the one before.
  const [isAway, setIsAway] = useState(false)
  const isRefused = error !== null && asProblem(error).isTemporary
  if (isRefused && !isAway) setIsAway(true)
  if (isSuccess && isAway) setIsAway(false)
  if (!online || !isAway) return null
  return (
    <Notice
      role="alert"
      tone="danger"
      title="The server does not answer"
      action={
        <Button variant="default" size="compact-md" onClick={() => void queryClient.invalidateQueries()}>
          Try again
        </Button>
      }
    >
      What you see may be out of date. A push that is running goes on; what you type into a statement is kept
      in this browser and saved later. This is looked up again by itself; if it stays so, tell your
      administrator.
    </Notice>
  )
}
