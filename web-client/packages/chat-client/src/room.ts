import { Backoff } from './backoff'
import type { ChatClient } from './client'
import type { Piece, RoomEvent } from './frames'
import type { Message } from './model'
import { isPassing, refusedBy, type Refused } from './problem'
import { OpenThread } from './thread'
import { acknowledged, applied, beginning, caughtUp, emptyView, lacks, paged, trimmed } from './view'
import type { RoomView } from './view'

const PAGE = 50
const LARGEST_PAGE = 200
const TYPING_MILLIS = 6_000
/** Before asking again for what the answer did not hold. */
const NO_NEWS_MILLIS = 1_000

/** One room, open and live: call `close` when nobody looks at it any more. */
export class OpenRoom {
  readonly room: string
  view: RoomView = emptyView
  /** Whether the newest messages are there. */
  loaded = false
  moreBefore = false
  lagging = false
  /** Why it cannot be shown at all. */
  refused: unknown
  /** Who writes just now, by id. */
  readonly typing = new Map<string, string>()
  /** How far others have read, as far as it was told since the room is open. */
  readonly readers = new Map<string, number>()

  readonly #chat: ChatClient
  readonly #changed: () => void
  readonly #stop = new AbortController()
  readonly #leave: (() => void)[] = []
  readonly #forget = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #threads = new Set<OpenThread>()
  #earlier: Promise<void> | undefined

  /**
   * @param changed is called after every change of what stands here
   */
  constructor(chat: ChatClient, room: string, changed: () => void) {
    this.#chat = chat
    this.room = room
    this.#changed = changed
    void this.#open()
  }

  close(): void {
    this.#stop.abort()
    this.#leave.forEach((leave) => leave())
    this.#forget.forEach((timer) => clearTimeout(timer))
  }

  /** Shows the page of messages before the oldest one that is shown. */
  earlier(limit = PAGE): Promise<void> {
    this.#earlier ??= this.#before(limit).finally(() => (this.#earlier = undefined))
    return this.#earlier
  }

  /** Shows everything back to this seq. */
  async backTo(seq: number): Promise<void> {
    while (this.moreBefore && this.#first() > seq) await this.earlier(LARGEST_PAGE)
  }

  /**
   * The seq of the first message from that moment on, of those that this reader may see; undefined when
   * nothing was said since. Messages stand in the order of their times, so a few questions find it.
   */
  async firstSince(moment: Date): Promise<number | undefined> {
    const isSince = ({ sentAt }: { sentAt: string }) => new Date(sentAt) >= moment
    let found = this.view.messages.find(isSince)?.seq
    if (!this.moreBefore || found !== this.view.messages[0]?.seq) return found
    let [from, to] = [1, this.#first()]
    while (from < to) {
      const middle = Math.floor((from + to) / 2)
      const page = await this.#chat.page(this.room, { after: middle - 1, limit: 1, signal: this.#stop.signal })
      const [message] = page.messages
      if (message && !isSince(message)) from = message.seq + 1
      else {
        found = message?.seq ?? found
        to = middle
      }
    }
    return found
  }

  /** Opens the thread of a message; close it when nobody looks at it any more. */
  openThread(root: string, changed: () => void): OpenThread {
    const thread = new OpenThread(this.#chat, this, root, changed)
    this.#threads.add(thread)
    return thread
  }

  closeThread(thread: OpenThread): void {
    thread.close()
    this.#threads.delete(thread)
  }

  acknowledged(own: Message): void {
    this.#step((view) => acknowledged(view, own))
  }

  /** Forgets old messages; they are there again when somebody scrolls back. */
  trim(keep: number): void {
    if (this.view.messages.length <= keep || this.#earlier) return
    this.moreBefore = true
    this.#become(trimmed(this.view, keep))
  }

  async #open(): Promise<void> {
    const backoff = new Backoff(500, 15_000)
    while (!this.#stop.signal.aborted) {
      try {
        const page = await this.#chat.page(this.room, { limit: PAGE, signal: this.#stop.signal })
        if (this.#stop.signal.aborted) return
        this.view = beginning(page)
        this.moreBefore = page.messages.length === PAGE
        this.loaded = true
        this.#changed()
        return this.#enter()
      } catch (error) {
        if (this.#stop.signal.aborted) return
        if (!isPassing(error)) return this.#refuse(error)
        backoff.failed()
        await new Promise((resolve) => setTimeout(resolve, backoff.next()))
      }
    }
  }

  #enter(): void {
    const { live } = this.#chat
    this.#leave.push(
      live.enter({
        room: this.room,
        head: () => this.view.head,
        told: (event) => this.#told(event),
        caughtUp: (piece) => this.#caughtUp(piece),
        lagging: (is) => this.#lags(is),
        refused: (error: Refused) => this.#refuse(error),
      }),
      live.on('chat:typing', (data) => {
        if (data.room === this.room) this.#types(data.user.id, data.typing ? data.user.name : undefined)
      }),
      live.on('chat:read', (data) => {
        if (data.room !== this.room || (this.readers.get(data.user) ?? 0) >= data.seq) return
        this.readers.set(data.user, data.seq)
        this.#changed()
      }),
    )
  }

  async #before(limit: number): Promise<void> {
    const before = this.#first()
    if (!this.moreBefore) return
    const page = await this.#chat.page(this.room, { before, limit, signal: this.#stop.signal })
    // meanwhile it may have begun anew
    if (this.#first() !== before) return
    this.moreBefore = page.messages.length === limit
    this.#become(paged(this.view, page))
    this.#changed()
  }

  #told(event: RoomEvent): void {
    if (event.event === 'chat:message') this.#types(event.data.message.sender.id, undefined)
    if (event.event === 'room:member-left' && event.data.member.id === this.#chat.sessions.current?.user.id) {
      return this.#refuse(refusedBy({ type: '/problems/not-a-member', title: 'You are no longer a member of this room' }))
    }
    this.#step((view) => applied(view, [event]))
    if (lacks(this.view)) this.#chat.live.catchUp(this.room)
  }

  #caughtUp(piece: Piece): void {
    const { head } = this.view
    if (!piece.complete) this.moreBefore = true
    this.#step((view) => caughtUp(view, piece))
    if (lacks(this.view)) this.#chat.live.catchUp(this.room, this.view.head > head ? 0 : NO_NEWS_MILLIS)
  }

  #first(): number {
    return this.view.messages[0]?.seq ?? this.view.head + 1
  }

  #lags(is: boolean): void {
    if (this.lagging === is) return
    this.lagging = is
    this.#changed()
  }

  #refuse(error: unknown): void {
    this.refused = error
    this.#changed()
  }

  #types(user: string, name: string | undefined): void {
    clearTimeout(this.#forget.get(user))
    if (name !== undefined) {
      this.typing.set(user, name)
      this.#forget.set(user, setTimeout(() => this.#types(user, undefined), TYPING_MILLIS))
    } else if (!this.typing.delete(user)) return
    this.#changed()
  }

  /** What happens in the room happens in its open threads. */
  #step(step: (view: RoomView) => RoomView): void {
    this.#become(step(this.view))
    for (const thread of this.#threads) thread.take(step)
  }

  #become(view: RoomView): void {
    if (view === this.view) return
    this.view = view
    this.#changed()
  }
}
