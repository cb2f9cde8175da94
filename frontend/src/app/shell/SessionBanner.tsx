import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { Notice } from '@/components/Notice'
import { useSession } from '@/lib/useSession'

/** Asks to sign in again without leaving the page. */
export function SessionBanner() {
  const { session, status, user } = useSession()
  const queryClient = useQueryClient()
  const address = useLocation({ select: (location) => location.href })
  const signIn = useMutation({
    mutationFn: () => session.signInAgain(address),
    onSuccess: () => {
      // Somebody else must not see what was read for the first one.
      if (session.state().user?.name !== user?.name) window.location.assign('/')
      return queryClient.invalidateQueries()
    },
  })
  if (status !== 'expired') return null

  return (
    <Notice
      role="alert"
      tone="warning"
      title="Your session ended — sign in again; nothing you typed is lost."
      action={
        <Button size="compact-md" onClick={() => signIn.mutate()}>
          Sign in again
        </Button>
      }
    >
      {signIn.isError && 'The sign-in was not finished. Try once more.'}
    </Notice>
  )
}
