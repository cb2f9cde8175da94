import { VisuallyHidden } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { StatusBadge } from '@/components/StatusBadge'
import { ToneIcon } from '@/components/ToneIcon'
import { toneClass } from '@/components/tones'
import { useHint } from '@/components/useHint'
import { KINDS, kindOf, runInWords, type Kind } from '../runLook'
import type { Run } from '../types'
import { zonedTime } from '../zonedTime'
import styles from './RunStrip.module.css'

/** The last runs, oldest first: each kind has a symbol of its own, so that no colour is needed to tell. */
export function RunStrip({ runs }: { runs: readonly Run[] }) {
  const oldestFirst = [...runs].reverse()
  const kinds = Object.keys(KINDS) as Kind[]
  return (
    <>
      <ol className={styles.strip} aria-label="Last runs, oldest first">
        {oldestFirst.map((run) => (
          <li key={`${run.at} ${run.job_id ?? ''}`}>
            <OneRun run={run} />
          </li>
        ))}
      </ol>
      <ul className={styles.legend} aria-label="What the symbols mean">
        {kinds.map((kind) => (
          <li key={kind}>
            <StatusBadge
              tone={KINDS[kind].tone}
              label={`${KINDS[kind].label}: ${runs.filter((run) => kindOf(run) === kind).length}`}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

function OneRun({ run }: { run: Run }) {
  const { tone, label } = KINDS[kindOf(run)]
  const text = `${label}, ${zonedTime(run.at)}: ${run.reason ?? runInWords(run)}`
  const className = `${styles.run ?? ''} ${toneClass(tone)}`
  const { target, hint } = useHint(text)
  const inside = (
    <>
      <ToneIcon tone={tone} />
      <VisuallyHidden component="span">{text}</VisuallyHidden>
    </>
  )
  return (
    <>
      {run.job_id ? (
        <Link {...target} className={className} to="/push/$jobId" params={{ jobId: run.job_id }}>
          {inside}
        </Link>
      ) : (
        <span {...target} className={className}>
          {inside}
        </span>
      )}
      {hint}
    </>
  )
}
