import { Notice } from '@/components/Notice'
import { useSession } from '@/lib/useSession'
import type { Statement } from '../texts'

/** The last pull did not find the record. */
export function MissingNotice({ statement }: { statement: Statement }) {
  const { can } = useSession()
  return (
    <Notice tone="danger" title="The record of this statement is missing in ServiceNow">
      The last pull of {statement.system_name} did not find it: it was deleted, or is hidden from the service
      account. It cannot be pushed; {statement.is_modified ? 'your text' : 'the text'} is kept here. Ask the
      ServiceNow administrator,{' '}
      {can('pull')
        ? 'and pull the system again when the record is back.'
        : 'then an author to pull it again.'}
    </Notice>
  )
}
