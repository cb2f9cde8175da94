import type { ConnectionView } from '@/lib/calls/getConnection'
import { words } from '@/lib/words.gen'

type Format = Pick<ConnectionView, 'text_format' | 'text_format_found'>

/** How the connection's texts are treated, and why, for people. */
export function formatInWords({ text_format, text_format_found: found }: Format): string {
  if (text_format !== 'auto') return words.TextFormatSetting[text_format].label
  if (!found) return 'Not found out yet: taken for HTML until the connection is tested.'
  return `${words.TextFormatSetting[found.format].label}. ${found.reason}`
}
