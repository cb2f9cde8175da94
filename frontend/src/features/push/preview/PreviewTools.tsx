import { Button, SegmentedControl, Text } from '@mantine/core'
import type { PreviewFilter } from './previewRows'
import styles from './PushPreview.module.css'

interface PreviewToolsProps {
  counts: Record<PreviewFilter, number>
  filter: PreviewFilter
  onFilter: (filter: PreviewFilter) => void
  onReview: () => void
}

/** What to show of the preview, and the way to look at one difference after the other. */
export function PreviewTools({ counts, filter, onFilter, onReview }: PreviewToolsProps) {
  const reviewed = counts.all - counts.unreviewed
  return (
    <div className={styles.tools}>
      <SegmentedControl
        size="xs"
        aria-label="Show"
        value={filter}
        onChange={onFilter}
        data={[
          { value: 'all', label: `All ${counts.all.toLocaleString('en')}` },
          { value: 'warnings', label: `Warnings ${counts.warnings.toLocaleString('en')}` },
          { value: 'unreviewed', label: `Not reviewed ${counts.unreviewed.toLocaleString('en')}` },
        ]}
      />
      <Text size="sm" c="dimmed" role="status">
        {reviewed.toLocaleString('en')} of {counts.all.toLocaleString('en')} reviewed
      </Text>
      <Button variant="default" size="xs" ml="auto" onClick={onReview}>
        Review one by one
      </Button>
    </div>
  )
}
