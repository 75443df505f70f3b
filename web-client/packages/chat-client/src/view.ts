import type { Piece, RoomEvent } from './frames'
import type { Attachment, Message, Page, Reaction, UserRef } from './model'

/** A message as it is now. */
export interface ViewMessage {
  readonly id: string
  readonly seq: number
  readonly clientId: string
  readonly sender: UserRef
  readonly text: string
  readonly sentAt: string
  readonly replyTo: string | undefined
  readonly thread: string | undefined
  readonly mentions: readonly string[]
  readonly mentionsRoom: boolean
  readonly attachments: readonly Attachment[]
  readonly edited: boolean
  readonly deleted: boolean
  readonly pinned: boolean
  readonly reactions: readonly Reaction[]
  /** How many replies its thread has. */
  readonly replies: number
  /** What happened up to this seq is in it already. */
  readonly asOf: number
}

/** Something that happened in a room and is no message. */
export type Notice =
  | { readonly seq: number; readonly kind: 'joined' | 'left'; readonly who: UserRef }
  | { readonly seq: number; readonly kind: 'updated'; readonly who: UserRef; readonly name: string }

/**
 * A room as this client knows it: a value, made from pages of history and from events by their seq,
 * however often and in whatever order these arrive.
 */
export interface RoomView {
  /** In the order of the room. */
  readonly messages: readonly ViewMessage[]
  readonly notices: readonly Notice[]
  /** Everything up to here is known. */
  readonly head: number
  /** What came before something that is still missing. */
  readonly ahead: readonly RoomEvent[]
  /** The last events, for pages that were read before them and come after them. */
  readonly recent: readonly RoomEvent[]
  /** The room's name, once it has changed. */
  readonly name: string | undefined
}

export const emptyView: RoomView = {
  messages: [],
  notices: [],
  head: 0,
  ahead: [],
  recent: [],
  name: undefined,
}

const MOST_RECENT = 200

/** Events that wait for a missing one; what is more than that is asked for again. */
const MOST_AHEAD = 1_000

/** Whether events are missing: ask for what comes after the head. */
export function lacks(view: RoomView): boolean {
  return view.ahead.length > 0
}

/** A view that begins with a page of history. */
export function beginning(page: Page): RoomView {
  return paged({ ...emptyView, head: page.head }, page)
}

/** Takes in a page of history; the head stays, because pages hold no other events. */
export function paged(view: RoomView, page: Page): RoomView {
  const draft = new Draft(view)
  for (const message of page.messages) draft.put(viewOf(message, page.head))
  for (const event of view.recent) if (event.data.seq > page.head) draft.change(event)
  return draft.done()
}

/**
 * Takes in events.
 *
 * @param asOf up to which seq those messages in them are told that have changed since they were sent
 */
export function applied(view: RoomView, events: readonly RoomEvent[], asOf = 0): RoomView {
  const next = events
    .concat(view.ahead)
    .filter((event) => event.data.seq > view.head)
    .sort((a, b) => a.data.seq - b.data.seq)
  if (next.length === 0) return view
  const draft = new Draft(view)
  const ahead: RoomEvent[] = []
  for (const event of next) {
    if (event.data.seq === draft.head + 1) draft.happen(event, asOf)
    else if (event.data.seq > draft.head && ahead.at(-1)?.data.seq !== event.data.seq) ahead.push(event)
  }
  return { ...draft.done(), ahead: ahead.slice(0, MOST_AHEAD) }
}

/** Takes in what was asked for; begins anew with it when it does not go on from what is known. */
export function caughtUp(view: RoomView, piece: Piece): RoomView {
  if (piece.complete) return applied(view, piece.events, piece.head)
  const first = piece.events[0]?.data.seq ?? piece.head + 1
  const anew = { ...emptyView, head: first - 1, ahead: view.ahead, name: view.name }
  return applied(anew, piece.events, piece.head)
}

/** Takes in an own message's acknowledgement; others may have spoken before it, so the head stays. */
export function acknowledged(view: RoomView, own: Message): RoomView {
  if (own.seq <= view.head) return view
  const draft = new Draft(view)
  draft.put(viewOf(own, own.seq))
  return draft.done()
}

/** Forgets all but the newest, so that a long evening does not fill the memory. */
export function trimmed(view: RoomView, keep: number): RoomView {
  if (view.messages.length <= keep) return view
  const messages = view.messages.slice(-keep)
  const first = messages[0]?.seq ?? 0
  return { ...view, messages, notices: view.notices.filter((notice) => notice.seq > first) }
}

function viewOf(message: Message, asOf: number): ViewMessage {
  const changes = message.changes
  return {
    id: message.id,
    seq: message.seq,
    clientId: message.clientId,
    sender: message.sender,
    text: message.text,
    sentAt: message.sentAt,
    replyTo: message.replyTo,
    thread: message.thread,
    mentions: message.mentions ?? [],
    mentionsRoom: message.mentionsRoom ?? false,
    attachments: message.attachments ?? [],
    edited: changes?.editedAt !== undefined && changes.deletedAt === undefined,
    deleted: changes?.deletedAt !== undefined,
    pinned: changes?.pinnedAt !== undefined,
    reactions: changes?.reactions ?? [],
    replies: changes?.replies?.count ?? 0,
    asOf: Math.max(asOf, message.seq),
  }
}

/** One step from view to view. */
class Draft {
  readonly #before: RoomView
  readonly #messages: ViewMessage[]
  readonly #notices: Notice[]
  readonly #recent: RoomEvent[]
  #name: string | undefined
  head: number

  constructor(view: RoomView) {
    this.#before = view
    this.#messages = [...view.messages]
    this.#notices = [...view.notices]
    this.#recent = [...view.recent]
    this.#name = view.name
    this.head = view.head
  }

  done(): RoomView {
    return {
      ...this.#before,
      messages: this.#messages,
      notices: this.#notices,
      recent: this.#recent.slice(-MOST_RECENT),
      name: this.#name,
      head: this.head,
    }
  }

  happen(event: RoomEvent, asOf: number): void {
    const seq = event.data.seq
    this.head = seq
    this.#recent.push(event)
    switch (event.event) {
      case 'chat:message':
        this.put(viewOf(event.data.message, event.data.message.changes ? asOf : seq))
        break
      case 'room:member-joined':
        this.#notices.push({ seq, kind: 'joined', who: event.data.member })
        break
      case 'room:member-left':
        this.#notices.push({ seq, kind: 'left', who: event.data.member })
        break
      case 'room:updated':
        this.#name = event.data.details.name
        this.#notices.push({ seq, kind: 'updated', who: event.data.by, name: event.data.details.name })
        break
    }
    this.change(event)
  }

  /** What an event does to messages that are there; once, however often it is told. */
  change(event: RoomEvent): void {
    const seq = event.data.seq
    switch (event.event) {
      case 'chat:message':
        this.#reply(event.data.message.thread, seq, 1)
        break
      case 'chat:edited': {
        const { text } = event.data
        this.#change(event.data.message, seq, () => ({ text, edited: true }))
        break
      }
      case 'chat:deleted': {
        const gone = this.#messages.find((message) => message.id === event.data.message)
        this.#reply(gone?.thread, seq, -1)
        this.#change(event.data.message, seq, () => NOTHING_LEFT)
        break
      }
      case 'chat:reacted': {
        const { by, emoji, added } = event.data
        this.#change(event.data.message, seq, (message) => ({
          reactions: reacted(message.reactions, emoji, by.id, added),
        }))
        break
      }
      case 'chat:pinned': {
        const { pinned } = event.data
        this.#change(event.data.message, seq, () => ({ pinned }))
        break
      }
    }
  }

  /** At its place; of two readings of one message the later one counts. */
  put(message: ViewMessage): void {
    const after = this.#messages.findLastIndex((each) => each.seq <= message.seq)
    const there = this.#messages[after]
    if (there?.seq !== message.seq) this.#messages.splice(after + 1, 0, message)
    else if (there.asOf < message.asOf) this.#messages[after] = message
  }

  #change(id: string, seq: number, change: (message: ViewMessage) => Partial<ViewMessage>): void {
    const at = this.#messages.findLastIndex((message) => message.id === id)
    const message = this.#messages[at]
    if (message && message.asOf < seq) {
      this.#messages[at] = { ...message, ...change(message), asOf: seq }
    }
  }

  #reply(root: string | undefined, seq: number, more: number): void {
    if (root) this.#change(root, seq, (thread) => ({ replies: Math.max(0, thread.replies + more) }))
  }
}

const NOTHING_LEFT: Partial<ViewMessage> = {
  text: '',
  deleted: true,
  edited: false,
  pinned: false,
  reactions: [],
  mentions: [],
  mentionsRoom: false,
  attachments: [],
}

function reacted(
  reactions: readonly Reaction[],
  emoji: string,
  user: string,
  added: boolean,
): Reaction[] {
  const there = reactions.find((reaction) => reaction.emoji === emoji)
  if (!there) return added ? [...reactions, { emoji, count: 1, by: [user] }] : [...reactions]
  const others = there.by.filter((id) => id !== user)
  const listed = others.length < there.by.length
  // beyond the first fifty only the number is known
  const count = added ? there.count + (listed ? 0 : 1) : there.count - 1
  const by = added ? (listed ? there.by : [...others, user]) : others
  return reactions
    .map((reaction) => (reaction === there ? { emoji, count, by } : reaction))
    .filter((reaction) => reaction.count > 0)
}
