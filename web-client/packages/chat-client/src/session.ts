import type { Http } from './http'
import type { UserKind, UserRef } from './model'
import { Refused } from './problem'

/** Who this browser is, and the tokens that prove it. */
export interface Session {
  user: UserRef
  accessToken: string
  refreshToken: string
  /** Epoch milliseconds at which the access token ends. */
  accessEnds: number
}

/** Where a session outlives a reload; several tabs share one. */
export interface SessionVault {
  read(): Session | undefined
  write(session: Session | undefined): void
}

/** As auth-service answers a login, a guest's start and a refresh. */
interface TokenAnswer {
  accessToken: string
  /** Absent where the one that is there goes on being good. */
  refreshToken?: string
  expiresIn: number
  user: { id: string; displayName: string; kind: UserKind }
}

const RENEW_AHEAD_MILLIS = 30_000

/** Begins, keeps and ends the session; hands out an access token that is still good. */
export class Sessions {
  readonly #http: Http
  readonly #vault: SessionVault
  readonly #now: () => number
  #renewal: Promise<Session> | undefined

  constructor(http: Http, vault: SessionVault, now: () => number = Date.now) {
    this.#http = http
    this.#vault = vault
    this.#now = now
  }

  get current(): Session | undefined {
    return this.#vault.read()
  }

  async startGuest(nickname: string): Promise<Session> {
    return this.begin('/api/v1/auth/guest', { nickname })
  }

  /** Comes in by one of the doors; whoever was here before is left behind. */
  async begin(path: string, body: object): Promise<Session> {
    return this.#keep(await this.#http.call<TokenAnswer>('POST', path, { body }))
  }

  /** The guest of this session has become somebody with an account. */
  upgraded(answer: TokenAnswer): Session {
    return this.#keep(answer)
  }

  /** The name of who is here has changed; tokens carry it from the next renewal on. */
  rename(name: string): void {
    const session = this.current
    if (session) this.#vault.write({ ...session, user: { ...session.user, name } })
  }

  /** The platform has ended this session. */
  forget(): void {
    this.#vault.write(undefined)
  }

  /** A token for the next request, renewed a little before its end. */
  async accessToken(): Promise<string | undefined> {
    const session = this.current
    if (!session) return undefined
    if (session.accessEnds - RENEW_AHEAD_MILLIS > this.#now()) return session.accessToken
    return this.renewed(session.accessToken)
  }

  /** A newer token than this one, which is about to end or was refused; one renewal for all who ask. */
  async renewed(stale: string): Promise<string> {
    this.#renewal ??= acrossTabs(() => this.#renew(stale)).finally(() => (this.#renewal = undefined))
    return (await this.#renewal).accessToken
  }

  async end(): Promise<void> {
    const session = this.current
    this.#vault.write(undefined)
    if (session) {
      await this.#http.call('POST', '/api/v1/auth/logout', {
        body: { refreshToken: session.refreshToken },
      })
    }
  }

  async #renew(stale: string): Promise<Session> {
    const session = this.current
    if (!session) throw noSession()
    // another tab may have renewed it while this one waited its turn
    if (session.accessToken !== stale) return session
    try {
      return this.#keep(
        await this.#http.call<TokenAnswer>('POST', '/api/v1/auth/refresh', {
          body: { refreshToken: session.refreshToken },
        }),
      )
    } catch (error) {
      if (error instanceof Refused && error.problem.status === 401) this.#vault.write(undefined)
      throw error
    }
  }

  #keep(answer: TokenAnswer): Session {
    const session: Session = {
      user: { id: answer.user.id, name: answer.user.displayName, kind: answer.user.kind },
      accessToken: answer.accessToken,
      refreshToken: answer.refreshToken ?? this.current?.refreshToken ?? '',
      accessEnds: this.#now() + answer.expiresIn * 1000,
    }
    this.#vault.write(session)
    return session
  }
}

function noSession(): Refused {
  return new Refused({ type: '/problems/unauthenticated', title: 'Log in first', status: 401 })
}

/** One tab at a time, where the browser can say so. */
function acrossTabs<T>(work: () => Promise<T>): Promise<T> {
  return typeof navigator !== 'undefined' && navigator.locks
    ? navigator.locks.request('chat-session', work)
    : work()
}
