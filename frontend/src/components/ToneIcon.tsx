import type { Tone } from './tones'

const PATHS: Record<Tone, string> = {
  success: 'M3.5 8.5 6.5 11.5 12.5 4.5',
  warning: 'M8 3v6M8 12.4v.2',
  danger: 'M4 4l8 8M12 4l-8 8',
  info: 'M8 7v6M8 3.4v.2',
  neutral: 'M3.5 8h9',
}

/** The symbol that goes with a tone. The words beside it say what it means. */
export function ToneIcon({ tone, size = 14 }: { tone: Tone; size?: number }) {
  return (
    <svg aria-hidden viewBox="0 0 16 16" width={size} height={size} style={{ flexShrink: 0 }}>
      <path
        d={PATHS[tone]}
        fill="none"
        stroke="currentColor"
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
