import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { OUTCOME } from '@/components/statuses'
import { ToneIcon } from '@/components/ToneIcon'
import { toneClass } from '@/components/tones'
import { ERROR_CODES } from '../errorCodes'
import { statements } from '../job'
import type { FailureGroup } from '../results'
import styles from './FailureGroups.module.css'
import { RetryButton, type RetryProps } from './RetryButton'

/** More names would say less. */
const NAMED = 8

interface FailureGroupsProps {
  groups: FailureGroup[]
  retry: RetryProps
  /** The push as a whole broke off; the retry is then offered where that is said. */
  isHalted: boolean
}

/** The failures by cause: what it means, what to do, and one retry of all that can be retried. */
export function FailureGroups({ groups, retry, isHalted }: FailureGroupsProps) {
  if (groups.length === 0) return null
  const offersRetry = !isHalted && retry.count > 0 && groups.some((group) => group.isRetryable)
  return (
    <section className={styles.groups} aria-label="Failures by cause">
      <div className={styles.head}>
        <h2 className={styles.title}>What failed, and what to do</h2>
        {offersRetry && <RetryButton {...retry} />}
      </div>
      <ul className={styles.list}>
        {groups.map((group) => (
          <GroupItem key={group.code} group={group} />
        ))}
      </ul>
    </section>
  )
}

function GroupItem({ group: { code, results, isRetryable } }: { group: FailureGroup }) {
  const { meaning, whatToDo } = ERROR_CODES[code]
  const { tone } = OUTCOME[code === 'conflict' ? 'conflict' : 'failed']
  return (
    <li className={styles.group}>
      <span className={`${styles.icon ?? ''} ${toneClass(tone)}`}>
        <ToneIcon tone={tone} />
      </span>
      <div>
        <Text fw={600}>
          {meaning}{' '}
          <Text span c="dimmed" ff="monospace" size="sm">
            {code}
          </Text>
        </Text>
        <Text size="sm">
          {whatToDo} {code === 'conflict' && <ResolveLink results={results} />}
        </Text>
        <Text size="sm" c="dimmed">
          {statements(results.length)}: {namesOf(results)}
          {isRetryable && '. Can be retried.'}
        </Text>
      </div>
    </li>
  )
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
      {results.length === 1 ? 'Resolve it' : 'Resolve them'}
    </Anchor>
  )
}

function namesOf(results: FailureGroup['results']): string {
  const names = results.slice(0, NAMED).map(({ control_id }) => control_id)
  const others = results.length - names.length
  return names.join(', ') + (others > 0 ? ` and ${others.toLocaleString('en')} more` : '')
}
