import { EmptyState } from '@/components/EmptyState'
import { PageTitle } from '@/components/PageTitle'

export function NoRole() {
  return (
    <>
      <PageTitle title="You have no role yet" />
      <EmptyState title="You are signed in, but nothing is open to you.">
        Ask an administrator to make you an author, an auditor or an administrator; then sign out and in
        again.
      </EmptyState>
    </>
  )
}
