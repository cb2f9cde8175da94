import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Notice } from '@/components/Notice'
import { RelativeTime } from '@/components/RelativeTime'
import { useSession } from '@/lib/useSession'
import type { Statement } from '../texts'

/** Somebody changed the text in ServiceNow while it was edited here. */
export function ConflictNotice({ statement }: { statement: Statement }) {
  const { can } = useSession()
  const version = statement.conflict?.remote_version
  return (
    <Notice
      tone="warning"
      title={version ? `${version.updated_by} changed this text in ServiceNow` : 'Changed in ServiceNow too'}
      action={
        can('resolve') && (
          <Button
            size="compact-md"
            renderRoot={(props) => (
              <Link {...props} to="/push" search={{ step: 'conflicts', resolve: statement.id }} />
            )}
          >
            Resolve the conflict
          </Button>
        )
      }
    >
      {version && (
        <>
          That was <RelativeTime at={version.updated_on} />, after it was read here.{' '}
        </>
      )}
      {can('resolve')
        ? 'It cannot be pushed until you have chosen which text to keep. You can go on editing.'
        : 'It cannot be pushed until an author has chosen which text to keep.'}
    </Notice>
  )
}
