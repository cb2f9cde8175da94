import {
  Button,
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
export function Account({ displayName }: { displayName: string }) {
  const { roles } = useSession()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const signOut = useSignOut()
  return (
    <Stack gap="xs">
      <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
        {displayName}
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
  )
}
