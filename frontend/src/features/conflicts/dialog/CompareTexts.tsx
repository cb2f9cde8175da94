import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { StatementDiff } from '@/components/diff/StatementDiff'
import type { ConflictCheck } from '../types'
import styles from './ConflictDialog.module.css'
import { comparisonOf, type Comparison } from '../comparisons'

const HEIGHT = 'clamp(12rem, calc(100dvh - 27rem), 40rem)'

const CHOICES: { value: Comparison; label: string }[] = [
  { value: 'both', label: 'Both' },
  { value: 'local', label: 'Local changes' },
  { value: 'remote', label: 'ServiceNow changes' },
]

/** The two texts against each other, or either against the base that both began with. */
export function CompareTexts({ check }: { check: ConflictCheck }) {
  const [comparison, setComparison] = useState<Comparison>('both')
  return (
    <>
      <SegmentedControl
        className={styles.choice}
        size="xs"
        aria-label="Compare"
        value={comparison}
        onChange={setComparison}
        data={CHOICES}
      />
      <StatementDiff key={comparison} {...comparisonOf(comparison, check)} height={HEIGHT} />
    </>
  )
}
