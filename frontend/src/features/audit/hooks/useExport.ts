import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { download } from '@/lib/download'
import { useAllPages } from '@/lib/useAllPages'
import { readPart, type Format } from '../api/exportAudit'
import { countRecords, FILE_TYPES, fileName, joinParts } from '../exportFile'
import { isFiltered, type AuditFilter } from '../filter'

export interface ExportRequest {
  format: Format
  filter: AuditFilter
  /** When it was asked for, for the file's name. */
  stamp: string
}

export interface ExportedFile {
  name: string
  count: number
}

/** Reads part after part, and saves the file when it has all of them: never a file with a part missing. */
export function useExport(request: ExportRequest, onSaved: (file: ExportedFile) => void) {
  const { format, filter, stamp } = request
  const query = useInfiniteQuery({
    queryKey: ['audit', 'export', request],
    queryFn: ({ pageParam, signal }) => readPart(format, filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (part) => part.nextCursor,
    staleTime: Infinity,
    gcTime: 0,
  })
  const retry = useAllPages(query)
  const parts = query.data?.pages ?? []
  const isComplete = query.isSuccess && !query.hasNextPage
  const save = useEffectEvent(() => {
    const name = fileName(format, stamp, isFiltered(filter))
    download(name, FILE_TYPES[format], joinParts(format, parts))
    onSaved({ name, count: countRecords(format, parts) })
  })

  useEffect(() => {
    if (isComplete) save()
  }, [isComplete])

  return { count: countRecords(format, parts), error: query.error, retry }
}
