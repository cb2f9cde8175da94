import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'

export function StatementLink({ id, controlId }: { id: string; controlId: string | null }) {
  return (
    <Anchor
      size="sm"
      renderRoot={(props) => <Link {...props} to="/statements/$statementId" params={{ statementId: id }} />}
    >
      {controlId ?? 'Statement'}
    </Anchor>
  )
}

export function PushLink({ id }: { id: string }) {
  return (
    <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/push/$jobId" params={{ jobId: id }} />}>
      Push {id.slice(0, 8)}
    </Anchor>
  )
}
