import { Accounts } from './accounts'
import { part, type Ask } from './ask'
import { Http, type Call, type HttpOptions } from './http'
import { Live, type LiveOptions } from './live'
import type {
  Attachment,
  AttachmentLinks,
  HealthReport,
  Member,
  Message,
  Page,
  ProblemExplanation,
  Room,
  ThreadPage,
  Unread,
} from './model'
import { Outbox, type Letter, type LetterBox } from './outbox'
import { People } from './people'
import { Refused } from './problem'
import { OpenRoom } from './room'
import { Rooms, type RoomCard } from './rooms'
import { Sessions, type SessionVault } from './session'

export interface ClientOptions extends HttpOptions {
  live?: Omit<LiveOptions, 'base'>
  /** Where messages wait that could not be sent yet; without one they do not survive a reload. */
  outbox?: LetterBox
}

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
  readonly live: Live
  readonly outbox: Outbox
  readonly #http: Http

  constructor(vault: SessionVault, options: ClientOptions = {}) {
    this.#http = new Http(options)
    this.sessions = new Sessions(this.#http, vault)
    const ask: Ask = (method, path, call) => this.#authorised(method, path, call)
    this.accounts = new Accounts(ask, this.sessions)
    this.people = new People(ask)
    this.rooms = new Rooms(ask)
    this.live = new Live(this.sessions, { base: options.base ?? '', ...options.live })
    this.outbox = new Outbox({
      box: options.outbox,
      post: (letter) => this.#post(letter),
      me: () => this.sessions.current?.user.id,
    })
    this.live.watch((state) => {
      if (state === 'live') this.outbox.hurry()
    })
  }

  /** Opens a room and keeps it live until it is closed. */
  openRoom(room: string, changed: () => void): OpenRoom {
    return new OpenRoom(this, room, changed)
  }

  createRoom(name: string): Promise<Room> {
    return this.#authorised('POST', '/api/v1/rooms', { body: { kind: 'ad-hoc', name } })
  }

  /** Becomes a member of the room that this code opens; again is no harm. */
  joinByCode(code: string): Promise<RoomCard> {
    return this.#authorised('POST', `/api/v1/codes/${encodeURIComponent(code)}/members`)
  }

  /** Oldest first; without `after` the newest ones. */
  page(room: string, query: HistoryQuery = {}): Promise<Page> {
    const { signal, ...page } = query
    return this.#authorised('GET', `${path(room)}/messages`, { query: page, signal })
  }

  /** The newest replies to a message before `before`, oldest first. */
  thread(room: string, root: string, query: HistoryQuery = {}): Promise<ThreadPage> {
    const { signal, ...page } = query
    return this.#authorised('GET', `${path(room)}/messages/${part(root)}/thread`, { query: page, signal })
  }

  message(room: string, id: string): Promise<Message> {
    return this.#authorised('GET', `${path(room)}/messages/${id}`)
  }

  /** Sent again with the same client id it is still one message, and the answer is the first one. */
  send(room: string, clientId: string, text: string, more: Partial<Letter> = {}): Promise<Message> {
    const { replyTo, thread, attachments } = more
    const body = { clientId, text, replyTo, thread, attachments: attachments?.map(({ id }) => id) }
    return this.#authorised('POST', `${path(room)}/messages`, { body })
  }

  edit(room: string, message: string, text: string): Promise<Message> {
    return this.#authorised('PATCH', `${path(room)}/messages/${message}`, { body: { text } })
  }

  delete(room: string, message: string): Promise<Message> {
    return this.#authorised('DELETE', `${path(room)}/messages/${message}`)
  }

  react(room: string, message: string, emoji: string, added: boolean): Promise<Message> {
    const reaction = `${path(room)}/messages/${message}/reactions/${encodeURIComponent(emoji)}`
    return this.#authorised(added ? 'PUT' : 'DELETE', reaction)
  }

  pin(room: string, message: string, pinned: boolean): Promise<Message> {
    return this.#authorised(pinned ? 'PUT' : 'DELETE', `${path(room)}/messages/${message}/pin`)
  }

  pinned(room: string): Promise<Message[]> {
    return this.#authorised('GET', `${path(room)}/messages/pinned`)
  }

  readersOf(room: string, message: string): Promise<{ id: string; name: string }[]> {
    return this.#authorised('GET', `${path(room)}/messages/${message}/readers`)
  }

  /** Moves the own read marker forward. */
  read(room: string, seq: number): Promise<Unread> {
    return this.#authorised('PUT', `${path(room)}/read`, { body: { seq } })
  }

  unread(): Promise<Unread[]> {
    return this.#authorised('GET', '/api/v1/messages/unread')
  }

  /** Members of a room whose names begin so. */
  async membersNamed(room: string, search: string, limit = 8): Promise<Member[]> {
    const query = { search: search || undefined, limit }
    return (await this.#authorised<{ items: Member[] }>('GET', `${path(room)}/members`, { query })).items
  }

  /** Takes a file to a room; it is seen there once a message is sent with it. */
  async upload(
    room: string,
    file: File,
    progress: (sent: number) => void,
    signal?: AbortSignal,
  ): Promise<Attachment> {
    const token = await this.sessions.accessToken()
    const to = `${path(room)}/attachments?name=${encodeURIComponent(file.name)}`
    return this.#http.upload(to, file, { token, progress, signal })
  }

  links(attachment: string): Promise<AttachmentLinks> {
    return this.#authorised('GET', `/api/v1/attachments/${attachment}/links`)
  }

  health(signal?: AbortSignal): Promise<HealthReport> {
    return this.#http.call('GET', '/api/health', { signal })
  }

  problemTypes(): Promise<ProblemExplanation[]> {
    return this.#http.call('GET', '/problems')
  }

  async #post(letter: Letter): Promise<Message> {
    const { room, clientId, text, replyTo, thread, attachments } = letter
    if (this.live.state !== 'live') return this.send(room, clientId, text, letter)
    const files = attachments?.map(({ id }) => id)
    const wish = { room, clientId, text, replyTo, thread, attachments: files }
    return (await this.live.ask('chat:send', wish)).message
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

function path(room: string): string {
  return `/api/v1/rooms/${encodeURIComponent(room)}`
}
