import { Accounts } from './accounts'
import type { Ask } from './ask'
import { Http, type Call, type HttpOptions } from './http'
import type { HealthReport, Message, ProblemExplanation, Room } from './model'
import { People } from './people'
import { Refused } from './problem'
import { Rooms } from './rooms'
import { Sessions, type SessionVault } from './session'

export interface HistoryQuery {
  after?: number | undefined
  before?: number | undefined
  limit?: number | undefined
  signal?: AbortSignal | undefined
}

/** The platform as one client sees it. */
export class ChatClient {
  readonly sessions: Sessions
  readonly accounts: Accounts
  readonly people: People
  readonly rooms: Rooms
  readonly #http: Http

  constructor(vault: SessionVault, options: HttpOptions = {}) {
    this.#http = new Http(options)
    this.sessions = new Sessions(this.#http, vault)
    const ask: Ask = (method, path, call) => this.#authorised(method, path, call)
    this.accounts = new Accounts(ask, this.sessions)
    this.people = new People(ask)
    this.rooms = new Rooms(ask)
  }

  createRoom(name: string): Promise<Room> {
    return this.#authorised('POST', '/api/v1/rooms', { body: { kind: 'ad-hoc', name } })
  }

  /** Becomes a member of the room that this code opens; again is no harm. */
  joinByCode(code: string): Promise<Room> {
    return this.#authorised('POST', `/api/v1/codes/${encodeURIComponent(code)}/members`)
  }

  /** Oldest first. */
  async history(roomId: string, query: HistoryQuery = {}): Promise<Message[]> {
    const { signal, ...page } = query
    const answer = await this.#authorised<{ messages: Message[] }>(
      'GET',
      `/api/v1/rooms/${encodeURIComponent(roomId)}/messages`,
      { query: page, signal },
    )
    return answer.messages
  }

  /** Sent again with the same client id it is still one message, and the answer is the first one. */
  send(roomId: string, clientId: string, text: string): Promise<Message> {
    return this.#authorised('POST', `/api/v1/rooms/${encodeURIComponent(roomId)}/messages`, {
      body: { clientId, text },
    })
  }

  health(signal?: AbortSignal): Promise<HealthReport> {
    return this.#http.call('GET', '/api/health', { signal })
  }

  problemTypes(): Promise<ProblemExplanation[]> {
    return this.#http.call('GET', '/problems')
  }

  async #authorised<T>(method: string, path: string, call: Call = {}): Promise<T> {
    const token = call.anonymous ? undefined : await this.sessions.accessToken()
    try {
      return await this.#http.call<T>(method, path, { ...call, token })
    } catch (error) {
      if (error instanceof Refused && error.is('session-revoked')) this.sessions.forget()
      if (!token || !(error instanceof Refused && error.is('token-expired'))) throw error
      return this.#http.call<T>(method, path, {
        ...call,
        token: await this.sessions.renewed(token),
      })
    }
  }
}
