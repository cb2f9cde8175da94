import { PageTitle } from '@/components/PageTitle'
import { Home } from '@/features/home/components/Home'

export function HomePage() {
  return (
    <>
      <PageTitle title="What needs you" />
      <Home />
    </>
  )
}
