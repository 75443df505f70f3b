import type { Refusal } from './frames'

/** An RFC 9457 problem document, as every refusal of the platform arrives. Decide by `type`. */
export interface Problem {
  type: string
  title: string
  status: number
  detail?: string
  traceId?: string
  errors?: { field: string; detail: string }[]
}

/** The platform answered and said no. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly problem: Problem
  /** How long the platform asks to wait before the next try. */
  readonly retryAfterSeconds: number | undefined

  constructor(problem: Problem, retryAfterSeconds?: number) {
    super(problem.detail ?? problem.title)
    this.problem = problem
    this.retryAfterSeconds = retryAfterSeconds
  }

  is(slug: string): boolean {
    return this.problem.type === `/problems/${slug}`
  }

  /** Whether the same request may succeed a little later without anybody changing it. */
  get passing(): boolean {
    return this.problem.status >= 500 || this.problem.status === 429
  }
}

const STATUS: Record<string, number> = {
  unauthenticated: 401,
  'token-expired': 401,
  'token-rejected': 401,
  'session-revoked': 401,
  'too-many-requests': 429,
  internal: 500,
  busy: 503,
  unavailable: 503,
  timeout: 504,
}

/** A refusal over the socket has no status of its own: its type tells whether it passes. */
export function refusedBy(error: Refusal = { type: 'about:blank', title: 'Refused' }): Refused {
  const slug = error.type.replace('/problems/', '')
  return new Refused({ ...error, status: STATUS[slug] ?? 403 })
}

/** Nobody answered: no network, or no platform. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** Whether waiting and trying again can help. */
export function isPassing(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof Refused && error.passing)
}
