import { Button, Group, Text } from '@mantine/core'
import { timeZone } from '@/lib/time'
import { PRESETS, startOfDays } from '../timeRange'
import styles from './AuditFilters.module.css'
import { TimeField } from './TimeField'

interface Range {
  from?: string | undefined
  to?: string | undefined
}

interface TimeFilterProps extends Range {
  onChange: (range: Range) => void
}

/** From when to when, in the reader's time zone. */
export function TimeFilter({ from, to, onChange }: TimeFilterProps) {
  const isEmpty = from !== undefined && to !== undefined && from >= to
  return (
    <div className={styles.filters} role="group" aria-label="Time">
      <TimeField label="From" value={from} onChange={(at) => onChange({ from: at })} />
      <TimeField
        label="Until"
        value={to}
        error={isEmpty && 'Until must be later than From'}
        onChange={(at) => onChange({ to: at })}
      />
      <div className={styles.presets}>
        <Group gap="xs">
          {PRESETS.map(({ label, days }) => {
            const start = startOfDays(days)
            const isOn = from === start && to === undefined
            return (
              <Button
                key={days}
                variant={isOn ? 'filled' : 'default'}
                size="compact-sm"
                aria-pressed={isOn}
                onClick={() => onChange({ from: isOn ? undefined : start, to: undefined })}
              >
                {label}
              </Button>
            )
          })}
        </Group>
        <Text size="xs" c="dimmed">
          Your time zone: {timeZone()}
        </Text>
      </div>
    </div>
  )
}
