import { Card, Group, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { ToneIcon } from '@/components/ToneIcon'
import { toneClass, type Tone } from '@/components/tones'
import styles from './Home.module.css'

interface NeedProps {
  tone: Tone
  title: string
  /** The way to all of it. */
  action?: ReactNode
  children: ReactNode
}

/** One thing that waits for somebody. */
export function Need({ tone, title, action, children }: NeedProps) {
  return (
    <Card withBorder padding="md" component="section" aria-label={title}>
      <Group justify="space-between" align="center" gap="xs" mb="xs">
        <Title order={2} size="h4" className={`${styles.title ?? ''} ${toneClass(tone)}`}>
          <ToneIcon tone={tone} size={18} />
          {title}
        </Title>
        {action}
      </Group>
      {children}
    </Card>
  )
}
