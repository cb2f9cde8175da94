import { Button } from '@mantine/core'
import { EmptyState } from '@/components/EmptyState'
import { PageTitle } from '@/components/PageTitle'
import { useSession } from '@/lib/useSession'
import { useSignOut } from './useSignOut'

export function NoRole() {
  const { user } = useSession()
  const signOut = useSignOut()
  return (
    <>
      <PageTitle title="You have no role yet" />
      <EmptyState
        title="You are signed in, but nothing is open to you."
        action={
          <Button variant="default" onClick={signOut}>
            Sign out
          </Button>
        }
      >
        Ask an administrator to make {user?.displayName ?? 'your account'} an author, an auditor or an
        administrator; then sign out and in again.
      </EmptyState>
    </>
  )
}
