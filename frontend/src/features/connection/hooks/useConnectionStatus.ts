import { useQuery } from '@tanstack/react-query'
import { CONNECTION_STATUS, type StatusLook } from '@/components/statuses'
import { connectionQuery, type ConnectionView } from '@/lib/calls/getConnection'

const NOT_SET_UP: StatusLook = { tone: 'neutral', label: 'Not set up' }
const CANNOT_TELL: StatusLook = { tone: 'neutral', label: 'Status unknown' }

export interface ConnectionStatusLook extends StatusLook {
  /** One sentence: what this means for the reader. */
  meaning: string
  lastTestAt: string | null
}

const MEANING: Record<ConnectionView['status'], string> = {
  connected: 'The last test reached the table and its text field.',
  error: 'The last test failed. Pulls and pushes will fail until this is put right.',
  unknown: 'Not tested since it was set up or changed.',
}

/** How the connection to ServiceNow stands; null while that is being read. */
export function useConnectionStatus(): ConnectionStatusLook | null {
  const { data, isError } = useQuery(connectionQuery)
  if (data) return connectionStatusLook(data)
  if (isError) return { ...CANNOT_TELL, meaning: 'The settings could not be read.', lastTestAt: null }
  return null
}

export function connectionStatusLook(connection: ConnectionView): ConnectionStatusLook {
  if (!connection.instance_url) {
    return { ...NOT_SET_UP, meaning: 'No ServiceNow instance is connected yet.', lastTestAt: null }
  }
  const { status } = connection
  return {
    ...CONNECTION_STATUS[status],
    meaning: MEANING[status],
    lastTestAt: connection.last_test_at ?? null,
  }
}
