import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { auditRecordsQuery } from '../api/getAuditRecords'
import { useFilledPage } from '@/lib/useFilledPage'
import { unreadableIn } from '@/lib/unreadable'
import type { AuditFilter } from '../filter'

/** The records that match, as far as they have been asked for. */
export function useRecords(filter: AuditFilter) {
  const query = useInfiniteQuery({ ...auditRecordsQuery(filter), placeholderData: keepPreviousData })
  const { data } = query
  const records = useMemo(() => data?.pages.flatMap((page) => page.records) ?? [], [data])
  /** Nothing was found yet, and there is more to look through. */
  const isLooking = useFilledPage(query, (page) => page.records.length === 0)
  const isEmpty =
    query.isSuccess && !isLooking && records.length === 0 && unreadableIn(data?.pages).length === 0
  return { ...query, records, isLooking, isEmpty }
}
