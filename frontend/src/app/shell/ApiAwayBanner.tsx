import { Button } from '@mantine/core'
import { useNetwork } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Notice } from '@/components/Notice'
import { connectionQuery } from '@/lib/calls/getConnection'
import { asProblem } from '@/lib/problem'

const LOOK_AGAIN_MS = 10_000

/** Says that the server does not answer, and looks by itself whether it does again. */
export function ApiAwayBanner() {
  const { online } = useNetwork()
  const queryClient = useQueryClient()
  // Every page asks for it, so that it tells how the server stands.
  const { error } = useQuery(connectionQuery)
  const isAway = error !== null && asProblem(error).isTemporary
  useQuery({ ...connectionQuery, enabled: isAway, refetchInterval: LOOK_AGAIN_MS })
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
