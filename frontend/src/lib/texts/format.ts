import { useQuery } from '@tanstack/react-query'
import { connectionQuery, type ConnectionView } from '../calls/getConnection'

/** What the connected field holds. In a plain field every character is content, "<" and line breaks too. */
export type TextFormat = 'html' | 'plain'

/** Undefined while it is not known: nothing may be taken for markup then, nor for text without any. */
export function useTextFormat(): TextFormat | undefined {
  const { data } = useQuery(connectionQuery)
  return data && formatOf(data)
}

interface FormatSettings {
  text_format?: 'html' | 'plain' | 'auto'
  text_format_found?: { format: TextFormat } | null
}

function formatOf(connection: ConnectionView): TextFormat {
  const { text_format, text_format_found }: ConnectionView & FormatSettings = connection
  if (text_format === 'plain' || text_format === 'html') return text_format
  return text_format_found?.format ?? 'html'
}
