import { Refused, Unreachable, type Problem } from './problem'

export interface HttpOptions {
  /** Where the gateway is; empty for the page's own origin. */
  base?: string
  fetch?: typeof fetch
  timeoutMillis?: number
}

export interface Call {
  token?: string | undefined
  body?: unknown
  query?: Record<string, string | number | undefined>
  headers?: Record<string, string>
  /** Without a token, whoever is logged in. */
  anonymous?: boolean
  /** What the answer is: JSON, unless it is told. */
  as?: 'text'
  timeoutMillis?: number
  signal?: AbortSignal | undefined
}

export interface Upload {
  token?: string | undefined
  progress: (sent: number) => void
  signal?: AbortSignal | undefined
}

/** JSON over HTTP, with every refusal as `Refused` and every silence as `Unreachable`. */
export class Http {
  readonly #base: string
  readonly #fetch: typeof fetch
  readonly #timeoutMillis: number

  constructor(options: HttpOptions = {}) {
    this.#base = options.base ?? ''
    this.#fetch = options.fetch ?? ((input, init) => fetch(input, init))
    this.#timeoutMillis = options.timeoutMillis ?? 10_000
  }

  async call<T>(method: string, path: string, call: Call = {}): Promise<T> {
    const response = await this.#send(method, path, call)
    if (call.as === 'text' && response.ok) return (await readText(response)) as T
    const body = parsed(await readText(response))
    if (!response.ok) throw new Refused(asProblem(body, response), retryAfter(response))
    return body as T
  }

  /** Sends a file, and says how much of it has gone; `fetch` cannot tell. */
  upload<T>(path: string, file: Blob, { token, progress, signal }: Upload): Promise<T> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      const lost = () => reject(new Unreachable('The platform cannot be reached'))
      request.open('POST', this.#base + path)
      request.setRequestHeader('Accept', 'application/json, application/problem+json')
      if (token) request.setRequestHeader('Authorization', `Bearer ${token}`)
      request.upload.onprogress = (event) => progress(event.total ? event.loaded / event.total : 0)
      request.onerror = lost
      request.ontimeout = lost
      request.onabort = () => reject(signal?.reason)
      request.onload = () => {
        const body = parsed(request.responseText)
        if (request.status < 300) resolve(body as T)
        else reject(new Refused(asProblem(body, request)))
      }
      signal?.addEventListener('abort', () => request.abort())
      request.send(file)
    })
  }

  async #send(method: string, path: string, call: Call): Promise<Response> {
    const headers: Record<string, string> = {
      Accept: call.as === 'text' ? '*/*' : 'application/json, application/problem+json',
      ...call.headers,
    }
    if (call.token) headers['Authorization'] = `Bearer ${call.token}`
    if (call.body !== undefined) headers['Content-Type'] = 'application/json'
    const timeout = AbortSignal.timeout(call.timeoutMillis ?? this.#timeoutMillis)
    try {
      return await this.#fetch(this.#base + path + queryString(call.query), {
        method,
        headers,
        body: call.body === undefined ? null : JSON.stringify(call.body),
        signal: call.signal ? AbortSignal.any([call.signal, timeout]) : timeout,
      })
    } catch (cause) {
      if (call.signal?.aborted) throw cause
      throw new Unreachable('The platform cannot be reached', { cause })
    }
  }
}

function queryString(query: Call['query'] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  return given.length === 0
    ? ''
    : '?' + new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
}

function readText(response: Response): Promise<string> {
  return response.text().catch((cause: unknown) => {
    throw new Unreachable('The answer broke off', { cause })
  })
}

function parsed(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function asProblem(body: unknown, response: { status: number }): Problem {
  const given = typeof body === 'object' && body !== null ? (body as Partial<Problem>) : {}
  return {
    ...given,
    type: given.type ?? 'about:blank',
    title: given.title ?? `The platform answered ${response.status}`,
    status: given.status ?? response.status,
  }
}

function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('Retry-After') ?? NaN)
  return Number.isFinite(seconds) ? seconds : undefined
}
