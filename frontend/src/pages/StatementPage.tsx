import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { StatementHistory } from '@/features/audit/components/StatementHistory'
import { changeWizard } from '@/features/push/wizard/wizardStorage'
import { StatementView } from '@/features/statements/components/StatementView'
import { useSession } from '@/lib/useSession'

export function StatementPage() {
  const { statementId } = useParams({ from: '/statements/$statementId' })
  const { tab } = useSearch({ from: '/statements/$statementId' })
  const navigate = useNavigate({ from: '/statements/$statementId' })
  const { user } = useSession()
  const userName = user?.name ?? ''

  const push = () => {
    changeWizard(userName, { type: 'selectOnly', ids: [statementId] })
    void navigate({ to: '/push', search: { step: 'conflicts' } })
  }

  return (
    <StatementView
      // Somebody else who signs in on this page has drafts of their own.
      key={`${userName} ${statementId}`}
      statementId={statementId}
      tab={tab}
      onTab={(next) => void navigate({ search: { tab: next }, replace: true, resetScroll: false })}
      onPush={push}
      history={<StatementHistory statementId={statementId} />}
    />
  )
}
