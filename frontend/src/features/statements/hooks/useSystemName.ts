import type { Statement } from '../texts'
import { useSystems } from '../api/getSystems'

/** The system's name: from its statements, or from ServiceNow while there is none. */
export function useSystemName(
  systemId: string,
  statement: Statement | undefined,
  ask: boolean,
): string | null {
  const { systems } = useSystems(ask)
  if (statement) return statement.system_name
  return systems.find((system) => system.system_id === systemId)?.name ?? null
}
