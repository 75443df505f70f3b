import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server, type Socket } from 'socket.io'
import type { Message, Page, Piece, RoomEvent, UserRef } from '../src'

const ANN: UserRef = { id: 'ann', name: 'Ann', kind: 'guest' }
const NEWEST = 50

type Answer = (answer: object) => void

/** The platform in one process: the real server of Socket.IO, with our frames, and the HTTP beside it. */
export class FakePlatform {
  readonly streams = new Map<string, RoomEvent[]>()
  /** What was asked over sockets, in order. */
  readonly asked: [string, unknown][] = []
  readonly tokens = new Set(['token-1'])
  /** What CONNECT is refused with, one after the other. */
  readonly refusals: string[] = []
  readonly sendRefusals = new Map<string, string>()
  /** The next sends are done, and nobody hears of it. */
  lostAnswers = 0
  /** Live frames that get lost on the way. */
  readonly lost = new Set<number>()
  renewable = true
  members = new Set(['ann'])
  connections = 0
  /** How many pages of history were read. */
  pages = 0
  /** What happens between the reading of a thread and its answer. */
  readonly whileThreadIsRead: (() => void)[] = []
  lastToken = 1
  tokenLife = 3_600
  #http!: HttpServer
  #io!: Server
  port = 0

  static async start(): Promise<FakePlatform> {
    const platform = new FakePlatform()
    await platform.begin(0)
    return platform
  }

  get base(): string {
    return `http://127.0.0.1:${this.port}`
  }

  async begin(port = this.port): Promise<void> {
    this.#http = createServer((request, response) => void this.#answer(request, response))
    this.#io = new Server(this.#http)
    this.#io.use((socket, next) => this.#door(socket, next))
    this.#io.on('connection', (socket) => this.#serve(socket))
    await new Promise<void>((resolve) => this.#http.listen(port, '127.0.0.1', resolve))
    this.port = (this.#http.address() as AddressInfo).port
  }

  async end(): Promise<void> {
    await this.#io.close()
  }

  say(
    room: string,
    text: string,
    clientId = `other-${text}`,
    sender: UserRef = { ...ANN, id: 'ben' },
    more: Partial<Message> = {},
  ): Message {
    const known = this.stream(room).find(
      (each) => each.event === 'chat:message' && each.data.message.clientId === clientId,
    )
    if (known?.event === 'chat:message') return known.data.message
    const seq = this.stream(room).length + 1
    const sentAt = new Date().toISOString()
    const message: Message = { id: `${room}-${seq}`, room, seq, clientId, sender, text, sentAt, ...more }
    const event: RoomEvent = { event: 'chat:message', data: { room, seq, message } }
    this.stream(room).push(event)
    if (!this.lost.has(seq)) this.tell(room, event)
    return message
  }

  stream(room: string): RoomEvent[] {
    if (!this.streams.has(room)) this.streams.set(room, [])
    return this.streams.get(room)!
  }

  texts(room: string): string[] {
    return this.stream(room).flatMap((each) => (each.event === 'chat:message' ? each.data.message.text : []))
  }

  tell(room: string, { event, data }: RoomEvent): void {
    this.#io.to(room).emit(event, data)
  }

  tellAll(event: string, data: object): void {
    this.#io.emit(event, data)
  }

  /** As when a network breaks. */
  breakConnections(): void {
    for (const socket of this.#io.sockets.sockets.values()) socket.conn.close()
  }

  /** As when a token has ended or a session was revoked. */
  cut(): void {
    this.#io.disconnectSockets()
  }

  names(wish: string): unknown[] {
    return this.asked.filter(([name]) => name === wish).map(([, argument]) => argument)
  }

  #door(socket: Socket, next: (error?: Error) => void): void {
    const refusal = this.refusals.shift()
    const token = String(socket.handshake.auth['token'])
    const slug = refusal ?? (this.tokens.has(token) ? undefined : 'token-expired')
    if (!slug) return next()
    next(Object.assign(new Error(slug), { data: { type: `/problems/${slug}`, title: slug } }))
  }

  #serve(socket: Socket): void {
    this.connections++
    socket.onAny((name: string, argument: unknown) => this.asked.push([name, argument]))
    socket.on('room:join', ({ room, since }, answer: Answer) => {
      if (!this.members.has('ann')) return answer(refused('not-a-member'))
      void socket.join(room)
      answer({ ok: true, room: { id: room }, ...this.#piece(room, since) })
    })
    socket.on('sync', ({ rooms }, answer: Answer) => {
      if (!this.members.has('ann')) return answer(refused('not-a-member'))
      const pieces = rooms.map(({ room, seq }: { room: string; seq: number }) => ({ room, ...this.#piece(room, seq) }))
      answer({ ok: true, rooms: pieces })
    })
    socket.on('auth:renew', ({ token }, answer: Answer) => {
      answer(this.tokens.has(token) ? { ok: true } : refused('token-expired'))
    })
    socket.on('chat:send', ({ room, clientId, text }, answer: Answer) => {
      const refusal = this.sendRefusals.get(text)
      if (refusal) return answer(refused(refusal))
      const message = this.say(room, text, clientId, ANN)
      if (this.lostAnswers-- > 0) return
      answer({ ok: true, message })
    })
  }

  #piece(room: string, since: number): Piece {
    const all = this.stream(room)
    const complete = all.length - since <= 200 && since <= all.length
    const events = all.slice(complete ? since : -NEWEST)
    return { head: all.length, complete, events }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.base)
    const body = await read(request)
    const [status, answer] = this.#over(`${request.method} ${url.pathname}`, url, body)
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer))
  }

  #over(route: string, url: URL, body: Record<string, string>): [number, object] {
    if (route === 'POST /api/v1/auth/refresh') return this.#refreshed()
    const [, of, root] = /rooms\/(\w+)\/messages\/([\w-]+)\/thread$/.exec(url.pathname) ?? []
    if (of && root) return this.#thread(of, root, number(url, 'before', Infinity))
    const room = /rooms\/(\w+)\/messages$/.exec(url.pathname)?.[1]
    if (!room) return [404, { type: '/problems/not-found', title: 'Nothing here', status: 404 }]
    if (route.startsWith('POST')) return [201, this.say(room, body['text']!, body['clientId'], ANN)]
    this.pages++
    const limit = number(url, 'limit', 50)
    if (!url.searchParams.has('after')) return [200, this.#page(room, number(url, 'before', Infinity), limit)]
    const messages = this.#messages(room).filter(({ seq }) => seq > number(url, 'after', 0))
    return [200, { room, head: this.stream(room).length, messages: messages.slice(0, limit) }]
  }

  #refreshed(): [number, object] {
    if (!this.renewable) return [401, { type: '/problems/session-revoked', title: 'Ended', status: 401 }]
    const accessToken = `token-${++this.lastToken}`
    this.tokens.add(accessToken)
    const user = { id: ANN.id, displayName: ANN.name, kind: ANN.kind }
    return [200, { accessToken, refreshToken: 'refresh', expiresIn: this.tokenLife, user }]
  }

  #messages(room: string): Message[] {
    return this.stream(room).flatMap((each) => (each.event === 'chat:message' ? each.data.message : []))
  }

  #thread(room: string, root: string, before: number): [number, object] {
    const all = this.#messages(room)
    const first = all.find(({ id }) => id === root)
    if (!first) return [404, { type: '/problems/message-not-found', title: 'No such message', status: 404 }]
    const replies = all.filter(({ thread, seq }) => thread === root && seq < before).slice(-NEWEST)
    const answer: [number, object] = [200, { root: first, participants: [], replies }]
    this.whileThreadIsRead.splice(0).forEach((deed) => deed())
    return answer
  }

  #page(room: string, before: number, limit: number): Page {
    const messages = this.#messages(room).filter((message) => message.seq < before)
    return { room, head: this.stream(room).length, messages: messages.slice(-limit) }
  }
}

const number = (url: URL, name: string, otherwise: number) => Number(url.searchParams.get(name) ?? otherwise)

function refused(slug: string): object {
  return { ok: false, error: { type: `/problems/${slug}`, title: slug } }
}

async function read(request: IncomingMessage): Promise<Record<string, string>> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text ? JSON.parse(text) : {}
}
