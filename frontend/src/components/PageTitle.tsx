import { Group, Title } from '@mantine/core'
import { useMatch, useRouter } from '@tanstack/react-router'
import { useEffect, useRef, type ReactNode } from 'react'
import { shouldFocusTitle } from './navigationFocus'
import styles from './PageTitle.module.css'

const PRODUCT = 'Control Package Push'

interface PageTitleProps {
  title: string
  /** Shown at the end of the line, such as buttons. */
  children?: ReactNode
}

/** The page's h1. It names the document too, and takes the focus after a navigation. */
export function PageTitle({ title, children }: PageTitleProps) {
  const router = useRouter()
  const heading = useRef<HTMLHeadingElement>(null)
  // Of the page's own route: the address changes earlier, while this page is still on its way.
  const path = useMatch({ strict: false, select: (match) => match.pathname })

  useEffect(() => {
    document.title = `${title} – ${PRODUCT}`
  }, [title])

  useEffect(() => {
    if (shouldFocusTitle(router, path)) heading.current?.focus()
  }, [router, path])

  return (
    <div className={styles.line}>
      <Title order={1} size="h2" ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
        {title}
      </Title>
      {children !== undefined && <Group gap="sm">{children}</Group>}
    </div>
  )
}
