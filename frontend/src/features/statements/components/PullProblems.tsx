import { Anchor, List, Spoiler, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Pull } from '../api/getPull'

/** Some twelve lines. */
const HEIGHT = 240

/** What a pull has to say of single records, each by its control. */
export function PullProblems({ problems, systemId }: { problems: Pull['problems']; systemId: string }) {
  if (problems.length === 0) return null
  return (
    <Spoiler maxHeight={HEIGHT} showLabel="Show all" hideLabel="Show less">
      <List size="sm" mt="xs" aria-label="Problems of the pull">
        {problems.map(({ control_id, servicenow_sys_id, code, message }) => (
          <List.Item key={`${code} ${servicenow_sys_id ?? ''}`}>
            {control_id ? (
              <Anchor
                size="sm"
                fw={600}
                renderRoot={(props) => (
                  <Link {...props} to="/systems/$systemId" params={{ systemId }} search={{ q: control_id }} />
                )}
              >
                {control_id}
              </Anchor>
            ) : (
              servicenow_sys_id && (
                <Text span size="sm" ff="monospace">
                  {servicenow_sys_id}
                </Text>
              )
            )}{' '}
            {message}
          </List.Item>
        ))}
      </List>
    </Spoiler>
  )
}
