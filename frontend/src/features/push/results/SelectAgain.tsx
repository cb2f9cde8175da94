import { Anchor } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { countedStatements } from '@/lib/counted'
import { useSession } from '@/lib/useSession'
import type { PushResult } from '../types'
import { changeWizard } from '../wizard/wizardStorage'

/** Leads to the first step of a new push with these statements selected, as far as they are still modified. */
export function SelectAgain({ results }: { results: readonly PushResult[] }) {
  const { user, whyNot } = useSession()
  const navigate = useNavigate()
  if (whyNot('push') !== null) return null
  const select = () => {
    changeWizard(user?.name ?? '', {
      type: 'selectOnly',
      ids: results.map(({ statement_id }) => statement_id),
    })
    void navigate({ to: '/push' })
  }
  return (
    <Anchor component="button" type="button" size="sm" underline="always" onClick={select}>
      Select {results.length === 1 ? 'it' : `these ${countedStatements(results.length)}`} for a new push
    </Anchor>
  )
}
