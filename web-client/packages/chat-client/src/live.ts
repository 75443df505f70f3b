import { io, type Socket } from 'socket.io-client'
import { Backoff } from './backoff'
import { ROOM_EVENTS, type OtherEvents, type Refusal, type Wishes } from './frames'
import { isPassing, Refused, refusedBy, Unreachable } from './problem'
import type { Sessions } from './session'
import { Streams, type Guest } from './streams'

/** `waiting` is the time between two tries; `refused` means that trying again would not help. */
export type LiveState = 'idle' | 'connecting' | 'live' | 'waiting' | 'refused'

export interface LiveOptions {
  /** Where the gateway is; empty for the page's own origin. */
  base?: string
  path?: string
  ackMillis?: number
  /** The wait after the first failure and the longest one. */
  backoffMillis?: [number, number]
  /** How long before its end a token is renewed. */
  renewAheadMillis?: number
  /** After how long a room of which no digest tells is asked for; digests come every 30 s. */
  quietMillis?: number
}

type Heard = { [E in keyof OtherEvents]?: Set<(data: OtherEvents[E]) => void> }

/** Refusals of a connection that only a new login mends. */
const FINAL = ['unauthenticated', 'token-rejected', 'session-revoked', 'account-suspended', 'forbidden']

/**
 * One socket to the platform: it comes back by itself, keeps its token fresh, brings its rooms back to
 * where they were, and asks for whatever they have missed.
 */
export class Live {
  readonly #sessions: Sessions
  readonly #options: Required<LiveOptions>
  readonly #streams: Streams
  readonly #heard: Heard = {}
  readonly #watchers = new Set<(state: LiveState) => void>()
  readonly #again: Backoff
  #state: LiveState = 'idle'
  #refusal: Refused | undefined
  #socket: Socket | undefined
  #token = ''
  #renewal: ReturnType<typeof setTimeout> | undefined
  #return: ReturnType<typeof setTimeout> | undefined

  constructor(sessions: Sessions, options: LiveOptions = {}) {
    this.#sessions = sessions
    this.#options = {
      base: '',
      path: '/socket.io/',
      ackMillis: 10_000,
      backoffMillis: [1_000, 30_000],
      renewAheadMillis: 45_000,
      quietMillis: 65_000,
      ...options,
    }
    const [first, longest] = this.#options.backoffMillis
    this.#again = new Backoff(first, longest)
    const line = {
      isLive: () => this.#state === 'live',
      ask: this.#ask.bind(this),
      wait: () => this.#wait(),
    }
    this.#streams = new Streams(line, this.#options.quietMillis)
  }

  get state(): LiveState {
    return this.#state
  }

  /** Why it is refused. */
  get refusal(): Refused | undefined {
    return this.#refusal
  }

  watch(watcher: (state: LiveState) => void): () => void {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  on<E extends keyof OtherEvents>(event: E, listener: (data: OtherEvents[E]) => void): () => void {
    const listeners = (this.#heard[event] ??= new Set() as never) as Set<(data: OtherEvents[E]) => void>
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  /** Connects for whoever the session says; again, for whoever it says then. */
  connect(): void {
    this.close()
    const [first, longest] = this.#options.backoffMillis
    const given = {
      path: this.#options.path,
      auth: (give: (auth: object) => void) => void this.#introduce(give),
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      reconnectionDelay: first,
      reconnectionDelayMax: longest,
      forceNew: true,
      autoConnect: false,
    }
    const socket = this.#options.base ? io(this.#options.base, given) : io(given)
    this.#socket = socket
    this.#listen(socket)
    this.#become('connecting')
    socket.connect()
  }

  /** Tries at once, when there is a reason to hope. */
  hurry(): void {
    if (this.#state !== 'waiting') return
    clearTimeout(this.#return)
    this.#socket?.disconnect()
    this.#become('connecting')
    this.#socket?.connect()
  }

  close(): void {
    clearTimeout(this.#renewal)
    clearTimeout(this.#return)
    this.#streams.pause()
    this.#socket?.off().disconnect()
    this.#socket = undefined
    this.#refusal = undefined
    this.#become('idle')
  }

  /** Opens a room live, now and after every return, until the answer is called. */
  enter(guest: Guest): () => void {
    this.#streams.add(guest)
    return () => {
      if (this.#streams.remove(guest)) this.say('room:leave', { room: guest.room })
    }
  }

  /** Asks for what a room lacks. */
  catchUp(room: string, afterMillis?: number): void {
    this.#streams.catchUp(room, afterMillis)
  }

  /** Rejects with `Refused` or `Unreachable`; what was asked for may then have been done or not. */
  ask<W extends keyof Wishes>(wish: W, argument: Wishes[W][0]): Promise<Wishes[W][1]> {
    return new Promise((resolve, reject) => {
      this.#ask(wish, argument, (error, answer) => (error ? reject(error) : resolve(answer!)))
    })
  }

  /** Says something whose answer is of no interest, and only if somebody hears it now. */
  say<W extends keyof Wishes>(wish: W, argument: Wishes[W][0]): void {
    if (this.#state === 'live') this.#socket?.volatile.emit(wish, argument)
  }

  #ask<W extends keyof Wishes>(
    wish: W,
    argument: Wishes[W][0],
    answered: (error: unknown, answer?: Wishes[W][1]) => void,
  ): void {
    const socket = this.#socket
    if (!socket || this.#state !== 'live') return answered(new Unreachable('There is no connection'))
    const heard = (error: unknown, answer: { ok: boolean; error?: Refusal }) => {
      if (error) answered(new Unreachable('No answer came', { cause: error }))
      else if (answer.ok) answered(undefined, answer as unknown as Wishes[W][1])
      else answered(refusedBy(answer.error))
    }
    socket.timeout(this.#options.ackMillis).emit(wish, argument, heard)
  }

  #listen(socket: Socket): void {
    socket.on('connect', () => this.#connected())
    socket.on('disconnect', (reason) => this.#disconnected(reason))
    socket.on('connect_error', (error) => this.#failed(error as Error & { data?: Refusal }))
    for (const event of ROOM_EVENTS) {
      socket.on(event, (data) => this.#streams.told({ event, data }))
    }
    socket.onAny((event: string, data) => {
      for (const listener of this.#heard[event as keyof OtherEvents] ?? []) {
        listener(data as never)
      }
    })
    socket.on('lagging', ({ room }: OtherEvents['lagging']) => this.#streams.lagging(room))
    socket.on('room:heads', ({ heads }: OtherEvents['room:heads']) => this.#streams.compare(heads))
    socket.on('go-away', ({ afterMillis }: OtherEvents['go-away']) => {
      socket.disconnect()
      this.#comeBack(afterMillis)
    })
  }

  async #introduce(give: (auth: object) => void): Promise<void> {
    const socket = this.#socket
    try {
      const token = await this.#sessions.accessToken()
      if (!token) throw refusedBy({ type: '/problems/unauthenticated', title: 'Log in first' })
      if (socket !== this.#socket) return
      this.#token = token
      give({ token })
    } catch (error) {
      if (socket === this.#socket) this.#unable(error)
    }
  }

  #connected(): void {
    this.#again.succeeded()
    this.#become('live')
    this.#renewLater()
    this.#streams.joinAll()
  }

  #disconnected(reason: string): void {
    clearTimeout(this.#renewal)
    if (this.#state !== 'refused') this.#become('waiting')
    // the server has cut it: the token has ended, or the session has
    if (reason === 'io server disconnect') this.#renewThenReturn()
  }

  #failed(error: Error & { data?: Refusal }): void {
    this.#become('waiting')
    // without a problem document nobody was there, and the socket tries again by itself
    if (!error.data?.type) return
    const refused = refusedBy(error.data)
    if (refused.is('token-expired')) this.#renewThenReturn()
    else this.#unable(refused)
  }

  #renewThenReturn(): void {
    const socket = this.#socket
    this.#sessions.renewed(this.#token).then(
      () => socket === this.#socket && this.#comeBack(this.#wait()),
      (error) => socket === this.#socket && this.#unable(error),
    )
  }

  #unable(error: unknown): void {
    this.#socket?.disconnect()
    if (isPassing(error) || !(error instanceof Refused) || !FINAL.some((slug) => error.is(slug))) {
      return this.#comeBack(this.#wait())
    }
    this.#refusal = error
    this.#become('refused')
  }

  #wait(): number {
    const millis = this.#again.next()
    this.#again.failed()
    return millis
  }

  #comeBack(millis: number): void {
    this.#become('waiting')
    clearTimeout(this.#return)
    this.#return = setTimeout(() => this.hurry(), millis)
  }

  #renewLater(): void {
    clearTimeout(this.#renewal)
    const ends = this.#sessions.current?.accessEnds ?? 0
    const left = Math.max(1_000, ends - this.#options.renewAheadMillis - Date.now())
    this.#renewal = setTimeout(() => void this.#renew(), left)
  }

  /** In place, so that nothing is missed; the server cuts a socket whose token has ended. */
  async #renew(): Promise<void> {
    const socket = this.#socket
    try {
      const token = await this.#sessions.renewed(this.#token)
      if (socket !== this.#socket) return
      this.#token = token
      await this.ask('auth:renew', { token })
    } catch (error) {
      if (socket !== this.#socket) return
      if (!isPassing(error)) return this.#unable(error)
    }
    if (socket === this.#socket && this.#state === 'live') this.#renewLater()
  }

  #become(state: LiveState): void {
    if (state === this.#state) return
    this.#state = state
    for (const watcher of this.#watchers) watcher(state)
  }
}
