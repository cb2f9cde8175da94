import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { PageTitle } from '@/components/PageTitle'
import { Audit } from '@/features/audit/components/Audit'
import { useSystems } from '@/features/statements/api/getSystems'

export function AuditPage() {
  const filter = useSearch({ from: '/audit' })
  const navigate = useNavigate({ from: '/audit' })
  const { systems } = useSystems()
  const systemNames = useMemo(
    () => new Map(systems.map(({ system_id, name }) => [system_id, name])),
    [systems],
  )
  return (
    <>
      <PageTitle title="Audit" />
      <Audit
        filter={filter}
        systemNames={systemNames}
        onFilter={(change) =>
          void navigate({ search: (old) => ({ ...old, ...change }), replace: true, resetScroll: false })
        }
      />
    </>
  )
}
