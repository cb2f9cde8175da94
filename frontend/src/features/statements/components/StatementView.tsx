import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { LoadingRows } from '@/components/LoadingRows'
import { PageTitle } from '@/components/PageTitle'
import { useSession } from '@/lib/useSession'
import { statementQuery } from '../api/statementQuery'
import { TextEditor } from '../editor/TextEditor'
import { shownText, type Statement } from '../texts'
import { BackLink } from './BackLink'
import { ConflictNotice } from './ConflictNotice'
import { EditedStatement } from './EditedStatement'
import { MissingNotice } from './MissingNotice'
import { StatementProblem } from './StatementProblem'
import { StatementSummary } from './StatementSummary'
import { StatementTabs, type StatementTab } from './StatementTabs'

interface StatementViewProps {
  statementId: string
  tab: StatementTab | undefined
  onTab: (tab: StatementTab | undefined) => void
  /** Leads this one statement to the check and the preview. */
  onPush: () => void
  /** Shown in the tab "History". */
  history: ReactNode
}

/** One statement: its text, where it stands, and the way to push it. */
export function StatementView({ statementId, ...rest }: StatementViewProps) {
  const { data: statement, error, refetch } = useQuery(statementQuery(statementId))
  if (statement) return <Loaded statement={statement} {...rest} />
  return (
    <>
      <PageTitle title="Statement" />
      {error ? (
        <StatementProblem error={error} onRetry={() => void refetch()} />
      ) : (
        <LoadingRows rows={8} label="Loading the statement" />
      )}
    </>
  )
}

type LoadedProps = Omit<StatementViewProps, 'statementId'> & { statement: Statement }

function Loaded({ statement, onPush, ...tabs }: LoadedProps) {
  const { can } = useSession()
  const { control_id, control_name, system_id, system_name, sync_status, presence } = statement
  return (
    <>
      <BackLink to="/systems/$systemId" params={{ systemId: system_id }}>
        {system_name}
      </BackLink>
      <PageTitle title={`${control_id} ${control_name}`} />
      <Stack gap="md">
        <StatementSummary statement={statement} />
        {presence === 'missing' && <MissingNotice statement={statement} />}
        {presence === 'present' && sync_status === 'conflict' && <ConflictNotice statement={statement} />}
        {can('edit') ? (
          <EditedStatement statement={statement} onPush={onPush} {...tabs} />
        ) : (
          <StatementTabs {...tabs} statement={statement} text={shownText(statement)}>
            <TextEditor
              value={shownText(statement)}
              onChange={() => undefined}
              editable={false}
              label={`Implementation statement of ${control_id}`}
            />
          </StatementTabs>
        )}
      </Stack>
    </>
  )
}
