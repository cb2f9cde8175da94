import {
  Button,
  Popover,
  SegmentedControl,
  Stack,
  Text,
  useMantineColorScheme,
  type MantineColorScheme,
} from '@mantine/core'
import { StopWrites } from '@/features/operations/StopWrites'
import { useSession } from '@/lib/useSession'
import { useSignOut } from './useSignOut'

const THEMES: { value: MantineColorScheme; label: string }[] = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'Auto' },
]

/** Who is signed in, how the app looks, and the way out. */
export function UserMenu() {
  const { user, roles } = useSession()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const signOut = useSignOut()
  if (!user) return null

  return (
    <Popover position="bottom-end" width={260} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" size="compact-md" maw={160} aria-label={`Account of ${user.displayName}`}>
          {user.displayName.split('@')[0]}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Account">
        <Stack gap="xs">
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {user.displayName}
          </Text>
          <Text size="sm">{roles.length > 0 ? `Role: ${roles.join(', ')}` : 'No role yet'}</Text>
          <SegmentedControl
            fullWidth
            aria-label="Colours"
            data={THEMES}
            value={colorScheme}
            onChange={(value) => setColorScheme(value)}
          />
          <StopWrites />
          <Button variant="default" onClick={signOut}>
            Sign out
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
