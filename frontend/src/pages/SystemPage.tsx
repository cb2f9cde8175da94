import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { SystemView } from '@/features/statements/components/SystemView'

export function SystemPage() {
  const { systemId } = useParams({ from: '/systems/$systemId' })
  const filter = useSearch({ from: '/systems/$systemId' })
  const navigate = useNavigate({ from: '/systems/$systemId' })
  return (
    <SystemView
      key={systemId}
      systemId={systemId}
      filter={filter}
      onFilter={(change) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
    />
  )
}
