import type { ChatClient } from './client'
import { emptyView, paged, type RoomView, type ViewMessage } from './view'

const PAGE = 50

/** The part of a room that a thread stands on: its view, and every step that the view takes. */
export interface Ground {
  readonly room: string
  readonly view: RoomView
}

/** One thread of an open room: its root and its replies, kept by the steps that the room takes. */
export class OpenThread {
  readonly root: string
  view: RoomView = emptyView
  loaded = false
  moreBefore = false
  /** Why it cannot be shown, until it is asked for again. */
  refused: unknown

  readonly #chat: ChatClient
  readonly #ground: Ground
  readonly #changed: () => void
  /** What happened in the room while the thread was asked for. */
  #meanwhile: ((view: RoomView) => RoomView)[] = []
  #closed = false

  /**
   * @param changed is called after every change of what stands here
   */
  constructor(chat: ChatClient, ground: Ground, root: string, changed: () => void) {
    this.#chat = chat
    this.#ground = ground
    this.#changed = changed
    this.root = root
    void this.open()
  }

  /** In the order of the room, without the root. */
  get replies(): ViewMessage[] {
    return this.view.messages.filter((message) => message.thread === this.root)
  }

  get rootMessage(): ViewMessage | undefined {
    return this.view.messages.find((message) => message.id === this.root)
  }

  /** Asks for it; again, after a refusal. */
  async open(): Promise<void> {
    this.#meanwhile = []
    this.loaded = false
    this.refused = undefined
    // the answer is not older than what is known now
    const { head } = this.#ground.view
    try {
      const page = await this.#chat.thread(this.#ground.room, this.root, { limit: PAGE })
      const messages = [page.root, ...page.replies]
      this.view = paged({ ...emptyView, head }, { room: this.#ground.room, head, messages })
      this.moreBefore = page.replies.length === PAGE
      this.loaded = true
      this.#meanwhile.splice(0).forEach((step) => this.take(step))
    } catch (error) {
      this.refused = error
    }
    if (!this.#closed) this.#changed()
  }

  /** Shows the replies before the oldest one that is shown. */
  async earlier(): Promise<void> {
    const { head } = this.view
    const before = this.replies[0]?.seq
    if (before === undefined || !this.moreBefore) return
    const page = await this.#chat.thread(this.#ground.room, this.root, { before, limit: PAGE })
    this.moreBefore = page.replies.length === PAGE
    this.view = paged(this.view, { room: this.#ground.room, head, messages: page.replies })
    this.#changed()
  }

  /** Takes the step that the room takes, and keeps what belongs to the thread. */
  take(step: (view: RoomView) => RoomView): void {
    if (!this.loaded) {
      this.#meanwhile.push(step)
      return
    }
    const next = step(this.view)
    if (next === this.view) return
    const messages = next.messages.filter(({ id, thread }) => id === this.root || thread === this.root)
    this.view = { ...next, messages, notices: [] }
    // the room has begun anew
    if (!this.rootMessage) void this.open()
    this.#changed()
  }

  close(): void {
    this.#closed = true
  }
}
