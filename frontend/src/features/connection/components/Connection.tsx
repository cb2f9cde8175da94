import { useQuery } from '@tanstack/react-query'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { useSession } from '@/lib/useSession'
import { connectionQuery } from '@/lib/calls/getConnection'
import { ConnectionEditor } from './ConnectionEditor'
import { ConnectionSummary } from './ConnectionSummary'

export function Connection() {
  const { data, error, refetch } = useQuery(connectionQuery)
  const { whyNot } = useSession()
  const reason = whyNot('connection')

  if (data) {
    return reason === null ? (
      <ConnectionEditor connection={data} />
    ) : (
      <ConnectionSummary connection={data} reason={reason} />
    )
  }
  if (error) {
    return (
      <ProblemAlert error={error} title="The connection could not be read" onRetry={() => void refetch()} />
    )
  }
  return <LoadingRows label="Loading the connection" />
}
