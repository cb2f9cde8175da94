/** One field that the API refused, and why. */
export interface FieldError {
  field: string
  message: string
}

interface ProblemDocument {
  status: number
  code: string
  title: string
  detail: string
  errors?: FieldError[]
  [extension: string]: unknown
}

/** Why a call to the API failed: an RFC 9457 problem document, or `offline` when no answer came. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly errors: FieldError[]
  /** The whole document: some problems carry more, such as the current statement. */
  readonly document: Readonly<Record<string, unknown>>

  constructor(document: ProblemDocument) {
    super(document.detail)
    this.status = document.status
    this.code = document.code
    this.title = document.title
    this.detail = document.detail
    this.errors = document.errors ?? []
    this.document = document
  }

  /** True when the same call may succeed later without anybody changing anything. */
  get isTemporary(): boolean {
    return this.code === 'offline' || [429, 502, 503, 504].includes(this.status)
  }
}

export function offlineProblem(): ApiProblem {
  return new ApiProblem({
    status: 0,
    code: 'offline',
    title: 'No connection',
    detail: 'The server cannot be reached. Check your network and try again.',
  })
}

export function sessionEndedProblem(): ApiProblem {
  return new ApiProblem({
    status: 401,
    code: 'session_ended',
    title: 'Your session ended',
    detail: 'Sign in again; nothing you typed is lost.',
  })
}

/** The problem that a refused response tells of. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const document: unknown = await response.json().catch(() => null)
  if (isProblem(document)) return new ApiProblem({ ...document, status: response.status })
  return new ApiProblem({
    status: response.status,
    code: 'unexpected_answer',
    title: 'Unexpected answer',
    detail: `The server answered ${response.status} without saying why. Try again; if it stays so, tell your administrator.`,
  })
}

/** Any thrown value as a problem, so that every screen can show it the same way. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  return new ApiProblem({
    status: 0,
    code: 'app_error',
    title: 'Something went wrong in this page',
    detail: 'Load the page again. If it happens again, tell your administrator what you did before.',
  })
}

function isProblem(value: unknown): value is ProblemDocument {
  if (typeof value !== 'object' || value === null) return false
  const { code, title, detail } = value as Record<string, unknown>
  return [code, title, detail].every((member) => typeof member === 'string')
}
