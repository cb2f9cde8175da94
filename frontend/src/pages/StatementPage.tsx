import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { StatementHistory } from '@/features/audit/components/StatementHistory'
import { EMPTY_WIZARD, wizardReducer } from '@/features/push/wizard/wizard'
import { saveWizard } from '@/features/push/wizard/wizardStorage'
import { StatementView } from '@/features/statements/components/StatementView'
import { useSession } from '@/lib/useSession'

export function StatementPage() {
  const { statementId } = useParams({ from: '/statements/$statementId' })
  const { tab } = useSearch({ from: '/statements/$statementId' })
  const navigate = useNavigate({ from: '/statements/$statementId' })
  const { user } = useSession()
  const userName = user?.name ?? ''

  const push = () => {
    const onlyThis = { type: 'add', ids: [statementId] } as const
    saveWizard(userName, wizardReducer(EMPTY_WIZARD, { type: 'select', change: onlyThis }))
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
