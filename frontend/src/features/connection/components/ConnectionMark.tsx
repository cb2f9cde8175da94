import { Anchor, Group, Popover, Stack, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { StatusBadge } from '@/components/StatusBadge'
import { useSession } from '@/lib/useSession'
import { useConnectionStatus } from '../hooks/useConnectionStatus'

// It brings a library of dates along, which no first page waits for.
const RelativeTime = lazy(async () => {
  const { RelativeTime } = await import('@/components/RelativeTime')
  return { default: RelativeTime }
})

/** The state of the connection, in the header of every page; a click says more. */
export function ConnectionMark() {
  const status = useConnectionStatus()
  const { can } = useSession()
  const [opened, { toggle, close }] = useDisclosure(false)
  if (!status) return null

  return (
    <Popover
      opened={opened}
      onChange={close}
      width={280}
      position="bottom-end"
      withArrow
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <UnstyledButton onClick={toggle}>
          <Group gap={6} wrap="nowrap">
            <VisuallyHidden component="span">ServiceNow: </VisuallyHidden>
            <Text size="sm" visibleFrom="sm" aria-hidden>
              ServiceNow
            </Text>
            <StatusBadge tone={status.tone} label={status.label} compact />
          </Group>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label="ServiceNow connection">
        <Stack gap="xs">
          <Text fw={600}>ServiceNow: {status.label}</Text>
          <Text size="sm">{status.meaning}</Text>
          {status.lastTestAt && (
            <Text size="sm">
              Tested{' '}
              <Suspense>
                <RelativeTime at={status.lastTestAt} />
              </Suspense>
            </Text>
          )}
          {can('connection') ? (
            <Anchor component={Link} to="/connection" size="sm" underline="always" onClick={close}>
              Open the connection’s settings
            </Anchor>
          ) : (
            <Text size="sm">Administrators can change the connection.</Text>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
