import { Skeleton, useComputedColorScheme } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ProblemAlert } from '@/components/ProblemAlert'
import { MonacoDiff, type MonacoDiffProps } from './MonacoDiff'

export type SourceDiffProps = Omit<MonacoDiffProps, 'editor' | 'theme'>

/** The HTML of two texts side by side. The editor is loaded when it is first needed. */
export function SourceDiff(props: SourceDiffProps) {
  const scheme = useComputedColorScheme('light')
  const monaco = useQuery({
    queryKey: ['monaco'],
    queryFn: () => import('./monaco'),
    staleTime: Infinity,
    gcTime: Infinity,
    retry: false,
    networkMode: 'always',
  })

  if (monaco.isPending) {
    return <Skeleton h={props.height} role="status" aria-label="Loading the source view" />
  }
  if (monaco.isError) {
    const retry = () => void monaco.refetch()
    return <ProblemAlert title="The source view could not be loaded" error={monaco.error} onRetry={retry} />
  }
  return <MonacoDiff {...props} editor={monaco.data.editor} theme={`statement-${scheme}`} />
}
