/** What differs between the laptop and AWS, served by the web server as /config.json. */
export interface Config {
  /** The base of the hosted sign-in pages. */
  sign_in_url: string
  /** Cognito's own API, for renewing a sign-in. */
  identity_url: string
  client_id: string
}

export async function loadConfig(): Promise<Config> {
  const response = await fetch('/config.json', { cache: 'no-store' })
  if (!response.ok) throw new Error(`/config.json answered ${response.status}`)
  const config: unknown = await response.json()
  if (!isConfig(config)) throw new Error('/config.json is not complete')
  return config
}

function isConfig(value: unknown): value is Config {
  if (typeof value !== 'object' || value === null) return false
  const { sign_in_url, identity_url, client_id } = value as Record<string, unknown>
  return [sign_in_url, identity_url, client_id].every((member) => typeof member === 'string' && member !== '')
}
