import { Anchor, Group, Stack, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { HeaderPanel } from '@/components/HeaderPanel'
import { RelativeTime } from '@/components/RelativeTime'
import { StatusBadge } from '@/components/StatusBadge'
import { useSession } from '@/lib/useSession'
import { useConnectionStatus } from '../hooks/useConnectionStatus'

/** The state of the connection, in the header of every page; a click says more. */
export function ConnectionMark() {
  const status = useConnectionStatus()
  const { can } = useSession()
  if (!status) return null

  return (
    <HeaderPanel
      label="ServiceNow connection"
      button={(props) => (
        <UnstyledButton {...props}>
          <Group gap={6} wrap="nowrap">
            <VisuallyHidden component="span">ServiceNow: </VisuallyHidden>
            <Text size="sm" visibleFrom="sm" aria-hidden>
              ServiceNow
            </Text>
            <StatusBadge tone={status.tone} label={status.label} compact />
          </Group>
        </UnstyledButton>
      )}
    >
      {(close) => (
        <Stack gap="xs">
          <Text fw={600}>ServiceNow: {status.label}</Text>
          <Text size="sm">{status.meaning}</Text>
          {status.lastTestAt && (
            <Text size="sm">
              Tested <RelativeTime at={status.lastTestAt} />
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
      )}
    </HeaderPanel>
  )
}
