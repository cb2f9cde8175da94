import { Button, Group } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Notice } from '@/components/Notice'
import { localTime } from '@/lib/time'
import type { Format } from '../api/exportAudit'
import type { AuditFilter } from '../filter'
import type { ExportedFile, ExportRequest } from '../hooks/useExport'
import { ExportRun } from './ExportRun'

interface ExportAuditProps {
  filter: AuditFilter
  /** Stands before the buttons. */
  children: ReactNode
}

/** Everything that passes the filters, as a file. */
export function ExportAudit({ filter, children }: ExportAuditProps) {
  const [request, setRequest] = useState<ExportRequest | null>(null)
  const [saved, setSaved] = useState<ExportedFile | null>(null)
  const start = (format: Format) => {
    setSaved(null)
    setRequest({ format, filter, stamp: fileStamp() })
  }
  const finish = (file: ExportedFile) => {
    setRequest(null)
    setSaved(file)
  }
  return (
    <>
      <Group justify="space-between" gap="xs">
        {children}
        <Group gap="xs">
          <Button variant="default" size="xs" disabled={request !== null} onClick={() => start('csv')}>
            Export CSV
          </Button>
          <Button variant="default" size="xs" disabled={request !== null} onClick={() => start('json')}>
            Export JSON
          </Button>
        </Group>
      </Group>
      {request && <ExportRun request={request} onSaved={finish} onCancel={() => setRequest(null)} />}
      {saved && (
        <Notice tone="success" role="status" title={`Saved ${saved.name}`}>
          {saved.count.toLocaleString('en')} {saved.count === 1 ? 'record' : 'records'}, newest first.
        </Notice>
      )}
    </>
  )
}

/** "2026-11-23-140509" */
function fileStamp(): string {
  return localTime(new Date()).replace('T', '-').replaceAll(':', '')
}
