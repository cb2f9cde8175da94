import { useNavigate, useSearch } from '@tanstack/react-router'
import { PageTitle } from '@/components/PageTitle'
import { Systems } from '@/features/statements/components/Systems'

export function SystemsPage() {
  const { q } = useSearch({ from: '/systems' })
  const navigate = useNavigate({ from: '/systems' })
  return (
    <>
      <PageTitle title="Systems" />
      <Systems q={q} onSearch={(text) => void navigate({ search: { q: text }, replace: true })} />
    </>
  )
}
