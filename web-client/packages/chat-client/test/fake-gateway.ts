import type { Session, SessionVault } from '../src'

type Answer = { status?: number; body?: unknown; headers?: Record<string, string> }
export type Handler = (request: Request) => Answer | Promise<Answer>

/** A gateway of routes, by `METHOD /path`; it remembers what it was asked. */
export function fakeGateway(routes: Record<string, Handler>) {
  const asked: string[] = []
  const fetchFake: typeof fetch = async (input, init) => {
    const request = new Request(new URL(String(input), 'http://gateway.test'), init)
    const url = new URL(request.url)
    const route = `${request.method} ${url.pathname}`
    asked.push(`${route}${url.search}`)
    const handler = routes[route]
    const answer = handler ? await handler(request) : { status: 404 }
    return new Response(answer.body === undefined ? null : JSON.stringify(answer.body), {
      status: answer.status ?? 200,
      headers: answer.headers ?? {},
    })
  }
  return { fetch: fetchFake, asked }
}

export function vaultOf(session?: Session): SessionVault {
  let kept = session
  return { read: () => kept, write: (next) => (kept = next) }
}

export function sessionUntil(accessEnds: number): Session {
  return {
    user: { id: 'ann', name: 'Ann', kind: 'guest' },
    accessToken: 'old-access',
    refreshToken: 'old-refresh',
    accessEnds,
  }
}
