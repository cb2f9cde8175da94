import { Button, Loader } from '@mantine/core'
import { Notice } from '@/components/Notice'
import { ProblemAlert } from '@/components/ProblemAlert'
import { useExport, type ExportedFile, type ExportRequest } from '../hooks/useExport'

interface ExportRunProps {
  request: ExportRequest
  onSaved: (file: ExportedFile) => void
  onCancel: () => void
}

/** An export on its way. Taken from the page, it stops. */
export function ExportRun({ request, onSaved, onCancel }: ExportRunProps) {
  const { count, error, retry } = useExport(request, onSaved)
  const cancel = (
    <Button variant="default" size="compact-md" onClick={onCancel}>
      Cancel export
    </Button>
  )
  const soFar = `${count.toLocaleString('en')} ${count === 1 ? 'record' : 'records'} read so far.`
  if (error) {
    return (
      <>
        <ProblemAlert title="The export stopped; no file was saved" error={error} onRetry={retry} />
        <Notice tone="neutral" title="Trying again goes on where it stopped" action={cancel}>
          {soFar}
        </Notice>
      </>
    )
  }
  return (
    <Notice tone="info" title={`Exporting ${request.format.toUpperCase()}`} role="status" action={cancel}>
      {soFar} The file is saved when all are here. <Loader size={14} aria-hidden />
    </Notice>
  )
}
