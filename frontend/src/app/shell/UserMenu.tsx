import { Button } from '@mantine/core'
import { HeaderPanel } from '@/components/HeaderPanel'
import { lazyPart } from '@/components/lazyPart'
import { useSession } from '@/lib/useSession'

const Account = lazyPart(async () => (await import('./Account')).Account)

/** Who is signed in; a click says more. */
export function UserMenu() {
  const { user } = useSession()
  if (!user) return null
  return (
    <HeaderPanel
      label="Account"
      button={(props) => (
        <Button
          {...props}
          variant="default"
          size="compact-md"
          maw={160}
          aria-label={`Account of ${user.displayName}`}
        >
          {user.displayName.split('@')[0]}
        </Button>
      )}
    >
      {() => <Account displayName={user.displayName} />}
    </HeaderPanel>
  )
}
