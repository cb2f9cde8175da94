import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { auditRecordsQuery } from '../api/getAuditRecords'
import type { AuditFilter } from '../filter'

/** The records that match, as far as they have been asked for. */
export function useRecords(filter: AuditFilter) {
  const query = useInfiniteQuery({ ...auditRecordsQuery(filter), placeholderData: keepPreviousData })
  const { data } = query
  const records = useMemo(() => data?.pages.flatMap((page) => page.records) ?? [], [data])
  return { ...query, records }
}
