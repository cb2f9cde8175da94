import { Button, List, Text } from '@mantine/core'
import { asProblem } from '@/lib/problem'
import { Notice } from './Notice'

interface ProblemAlertProps {
  error: unknown
  /** What did not work, in the reader's words: "The systems could not be loaded". */
  title?: string
  /** What the page calls the fields that the API names. */
  labels?: Readonly<Record<string, string>>
  onRetry?: () => void
}

/** Why something did not work, and what to do next. */
export function ProblemAlert({ error, title, labels, onRetry }: ProblemAlertProps) {
  const problem = asProblem(error)
  // The way on is the sign-in, which the banner above offers; everything is then read again by itself.
  const isSessionOver = problem.code === 'session_ended'
  return (
    <Notice
      role="alert"
      tone={isSessionOver ? 'warning' : 'danger'}
      title={title ?? problem.title}
      action={
        onRetry &&
        !isSessionOver && (
          <Button variant="default" size="compact-md" onClick={onRetry}>
            Try again
          </Button>
        )
      }
    >
      <Text>{problem.detail}</Text>
      {problem.errors.length > 0 && (
        <List size="sm" mt="xs">
          {problem.errors.map(({ field, message }) => (
            <List.Item key={`${field} ${message}`}>
              <b>{labels?.[field] ?? field}</b>: {message}
            </List.Item>
          ))}
        </List>
      )}
    </Notice>
  )
}
