/** The running product as the stories use it: its addresses, its API, and the simulated ServiceNow. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { stateDir } from '../playwright.config'

interface StackFile {
  api_url: string
  simulator_url: string
  aws_endpoint_url: string
  client_id: string
  users: { email: string; password: string; group: string }[]
}

export type Role = 'author' | 'admin' | 'auditor'

export interface Statement {
  id: string
  system_id: string
  servicenow_sys_id: string
  control_id: string
  content: string
  local_content: string | null
  is_modified: boolean
  revision: number
  sync_status: string
}

const TABLE = 'sn_compliance_statement'
const FIELD = 'u_implementation_statement'

const stackFile = `${stateDir}/stack.json`

export function stack(): StackFile {
  return JSON.parse(readFileSync(stackFile, 'utf8')) as StackFile
}

export function user(role: Role) {
  const found = stack().users.find((one) => one.group === role)
  if (!found) throw new Error(`there is no ${role}`)
  return found
}

/** Opens a page of the app, signing in at the user pool's own page when asked to. */
export async function open(page: Page, path: string, role: Role = 'author'): Promise<void> {
  await page.goto(path)
  const signIn = page.locator('#username')
  const heading = page.getByRole('heading', { level: 1 })
  await expect(signIn.or(heading).first()).toBeVisible()
  if (await signIn.isVisible()) {
    const { email, password } = user(role)
    await signIn.fill(email)
    await page.locator('#password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }
  await page.waitForURL((url) => url.pathname === new URL(path, url).pathname)
  await expect(heading).toBeVisible()
}

/** The public API, as one user. */
export class Api {
  private token?: string
  constructor(private readonly role: Role = 'author') {}

  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    this.token ??= await signIn(this.role)
    const answer = await fetch(`${stack().api_url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }

  async statement(id: string): Promise<Statement> {
    return this.call('GET', `/statements/${id}`)
  }

  async edit(statement: Statement, content: string): Promise<Statement> {
    const { revision } = await this.statement(statement.id)
    return this.call('PUT', `/statements/${statement.id}`, { content, revision })
  }

  /**
   * A system of the story's own in ServiceNow, pulled; gives its statement for a control. A second try gets another
   * one: what the first has done would be in its way.
   */
  async newSystem(name: string, controls: Record<string, string>): Promise<(control: string) => Statement> {
    // The web app, which the run waits for, answers a moment before the file is there.
    await expect.poll(() => existsSync(stackFile)).toBe(true)
    const { retry, repeatEachIndex } = test.info()
    const tries = retry + repeatEachIndex
    const { system_id } = await simulator<{ system_id: string }>('POST', '/seed', {
      system: tries > 0 ? `${name}, try ${tries + 1}` : name,
      statements: Object.entries(controls).map(([control_id, text]) => ({
        control_id,
        control_name: `Control ${control_id}`,
        implementation_statement: text,
      })),
    })
    const { pull_id } = await this.call<{ pull_id: string }>('POST', `/systems/${system_id}/pull`)
    await expect
      .poll(async () => (await this.call<{ status: string }>('GET', `/pulls/${pull_id}`)).status)
      .toBe('completed')
    const { statements } = await this.call<{ statements: Statement[] }>(
      'GET',
      `/statements?limit=200&system_id=${system_id}`,
    )
    return (control) => {
      const found = statements.find((one) => one.control_id === control)
      if (!found) throw new Error(`${name} has no ${control}`)
      return found
    }
  }
}

async function signIn(role: Role): Promise<string> {
  const { email, password } = user(role)
  const answer = await fetch(stack().aws_endpoint_url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': 'AWSCognitoIdentityProviderService.InitiateAuth',
    },
    body: JSON.stringify({
      ClientId: stack().client_id,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }),
  })
  const { AuthenticationResult } = (await answer.json()) as { AuthenticationResult: { AccessToken: string } }
  return AuthenticationResult.AccessToken
}

/** The simulator's control endpoint. */
export async function simulator<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${stack().simulator_url}/__sim__${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    headers: { 'Content-Type': 'application/json' },
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

/** What ServiceNow stores of the statement. */
export async function remoteText(statement: Statement): Promise<string | undefined> {
  const path = `/tables/${TABLE}/records/${statement.servicenow_sys_id}`
  const { values } = await simulator<{ values: Record<string, string> }>('GET', path)
  return values[FIELD]
}

/** Somebody else saves the record in ServiceNow. */
export async function editInServiceNow(statement: Statement, text: string): Promise<void> {
  const path = `/tables/${TABLE}/records/${statement.servicenow_sys_id}/edits`
  await simulator('POST', path, { values: { [FIELD]: text }, by: 'nadia.fournier' })
}
