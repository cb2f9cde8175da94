import { Progress, Text } from '@mantine/core'

interface CheckProgressProps {
  done: number
  total: number
  isStopped: boolean
}

export function CheckProgress({ done, total, isStopped }: CheckProgressProps) {
  const progressText = `Checked ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`
  return (
    <section aria-label="Progress of the check">
      <Text fw={600} size="lg" role="status">
        {progressText}
      </Text>
      <Text c="dimmed" size="sm" mb="xs">
        Each statement is compared with its record in ServiceNow. Nothing is written.
      </Text>
      <Progress.Root size="lg" mb="md">
        <Progress.Section value={(done / total) * 100} animated={!isStopped} aria-label={progressText} />
      </Progress.Root>
    </section>
  )
}
