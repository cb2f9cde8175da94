import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { CauseList } from '@/components/CauseList'
import { OUTCOME } from '@/components/statuses'
import { ERROR_CODES } from './errorCodes'
import { countedStatements } from '@/lib/counted'
import type { FailureGroup } from './filterResults'
import { RetryButton, type RetryProps } from './RetryButton'
import { SelectAgain } from './SelectAgain'

/** More names would say less. */
const NAMED = 8

interface FailureGroupsProps {
  groups: FailureGroup[]
  retry: RetryProps
  /** Whether the control alone does not tell which statement it is. */
  namesSystem: boolean
  /** The push as a whole broke off; the retry is then offered where that is said. */
  isHalted: boolean
}

/** The failures by cause: what it means, what to do, and one retry of all that can be retried. */
export function FailureGroups({ groups, retry, namesSystem, isHalted }: FailureGroupsProps) {
  if (groups.length === 0) return null
  const offersRetry = !isHalted && retry.count > 0 && groups.some((group) => group.isRetryable)
  return (
    <CauseList
      label="Failures by cause"
      title="What failed, and what to do"
      action={offersRetry && <RetryButton {...retry} />}
      causes={groups.map((group) => ({
        key: group.code,
        tone: OUTCOME[group.code === 'conflict' ? 'conflict' : 'failed'].tone,
        content: <FailureCause group={group} namesSystem={namesSystem} />,
      }))}
    />
  )
}

function FailureCause({ group, namesSystem }: { group: FailureGroup; namesSystem: boolean }) {
  const { code, results, isRetryable } = group
  const { meaning, what_to_do: whatToDo } = ERROR_CODES[code]
  return (
    <>
      <Text fw={600}>
        {meaning}{' '}
        <Text span c="dimmed" ff="monospace" size="sm">
          {code}
        </Text>
      </Text>
      <Text size="sm">
        {whatToDo} <WayOn group={group} />
      </Text>
      <Text size="sm" c="dimmed">
        {countedStatements(results.length)}: {namesOf(results, namesSystem)}
        {isRetryable && '. Can be retried.'}
      </Text>
    </>
  )
}

/** Where the statements of this cause are dealt with; what is not in ServiceNow any more cannot be pushed. */
function WayOn({ group: { code, results } }: { group: FailureGroup }) {
  if (code === 'conflict') return <ResolveLink results={results} />
  return code === 'deleted_in_servicenow' ? null : <SelectAgain results={results} />
}

/** Straight to the one conflict, or to the queue of all. */
function ResolveLink({ results }: { results: FailureGroup['results'] }) {
  const resolve = results.length === 1 ? results[0]?.statement_id : 'all'
  return (
    <Anchor
      size="sm"
      underline="always"
      renderRoot={(props) => <Link {...props} to="/push" search={{ step: 'conflicts', resolve }} />}
    >
      {results.length === 1 ? 'Open it in conflicts' : 'Open them in conflicts'}
    </Anchor>
  )
}

function namesOf(results: FailureGroup['results'], namesSystem: boolean): string {
  const names = results
    .slice(0, NAMED)
    .map(({ control_id, system_name }) => (namesSystem ? `${control_id} (${system_name})` : control_id))
  const others = results.length - names.length
  return names.join(', ') + (others > 0 ? ` and ${others.toLocaleString('en')} more` : '')
}
