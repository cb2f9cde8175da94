import { Anchor } from '@mantine/core'
import { Link, type LinkProps } from '@tanstack/react-router'

interface BackLinkProps extends Pick<LinkProps, 'to' | 'params'> {
  children: string
}

/** Up to the list that the page belongs to. */
export function BackLink({ to, params, children }: BackLinkProps) {
  return (
    <Anchor size="sm" renderRoot={(props) => <Link {...props} to={to} params={params} />}>
      <span aria-hidden>← </span>
      {children}
    </Anchor>
  )
}
