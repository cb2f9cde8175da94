import { useQueryClient } from '@tanstack/react-query'
import { useSession } from '@/lib/useSession'

/** Gives what signs out, and leaves nothing that was read for whoever comes next. */
export function useSignOut(): () => void {
  const { session } = useSession()
  const queryClient = useQueryClient()
  return () => {
    queryClient.clear()
    void session.signOut()
  }
}
