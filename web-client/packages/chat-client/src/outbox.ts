import { Backoff } from './backoff'
import { newId } from './ids'
import type { Attachment, Message } from './model'
import { isPassing, Refused, type Problem } from './problem'

/** What somebody has written. */
export interface Written {
  room: string
  text: string
  replyTo?: string | undefined
  thread?: string | undefined
  attachments?: Attachment[] | undefined
}

/** A message that the platform has not acknowledged yet. */
export interface Letter extends Written {
  /** The same for every try, so that however often it is sent it is one message. */
  clientId: string
  by: string
  /** Its place among the others. */
  at: number
  /** `waiting` for the platform to answer; `failed` waits for the person. */
  state: 'sending' | 'waiting' | 'failed'
  /** Why it failed. */
  problem?: Problem | undefined
}

/** Where letters lie; a browser's storage is one, and all its tabs share it. */
export type LetterBox = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>

interface Given {
  box?: LetterBox | undefined
  post: (letter: Letter) => Promise<Message>
  /** Who is here: somebody else's letters stay where they are. */
  me: () => string | undefined
  backoff?: Backoff
}

const PREFIX = 'chat.outbox.'
const LOCK = 'chat-outbox'

/**
 * Sends what was written, in the order of each room, until it is acknowledged or refused for good. One
 * tab sends at a time; should two do it all the same, the client ids make it one message.
 */
export class Outbox {
  readonly #box: LetterBox
  readonly #post: Given['post']
  readonly #me: Given['me']
  readonly #backoff: Backoff
  readonly #changed = new Set<() => void>()
  readonly #sent = new Set<(message: Message) => void>()
  #working = false
  #again = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #last = 0

  constructor({ box, post, me, backoff }: Given) {
    this.#box = box ?? memory()
    this.#post = post
    this.#me = me
    this.#backoff = backoff ?? new Backoff(1_000, 30_000)
    if (typeof window !== 'undefined') {
      window.addEventListener('storage', (event) => {
        if (event.key?.startsWith(PREFIX)) this.#tell()
      })
    }
  }

  /** What waits in a room, in the order in which it was written. */
  of(room: string): Letter[] {
    return this.#letters().filter((letter) => letter.room === room)
  }

  add(written: Written): Letter {
    const by = this.#me()
    if (by === undefined) throw new Error('Nobody is here to send a message')
    this.#last = Math.max(Date.now(), this.#last + 1)
    const letter: Letter = { ...written, clientId: newId(), by, at: this.#last, state: 'sending' }
    this.#keep(letter)
    this.hurry()
    return letter
  }

  retry(clientId: string): void {
    const letter = this.#read(PREFIX + clientId)
    if (letter) this.#keep({ ...letter, state: 'sending', problem: undefined })
    this.hurry()
  }

  discard(clientId: string): void {
    this.#box.removeItem(PREFIX + clientId)
    this.#tell()
  }

  /** Tries at once, when there is something to send. */
  hurry(): void {
    clearTimeout(this.#timer)
    if (this.#working) this.#again = true
    else void this.#work()
  }

  /** Whenever something has been written, sent, refused or thrown away, in whichever tab. */
  onChange(listener: () => void): () => void {
    this.#changed.add(listener)
    return () => this.#changed.delete(listener)
  }

  onSent(listener: (message: Message) => void): () => void {
    this.#sent.add(listener)
    return () => this.#sent.delete(listener)
  }

  async #work(): Promise<void> {
    if (!this.#letters().some(isToGo)) return
    this.#working = true
    do {
      this.#again = false
      const done = await oneTabAtATime(() => this.#sendAll())
      if (done) this.#backoff.succeeded()
      else if (!this.#again) this.#later()
    } while (this.#again)
    this.#working = false
  }

  #later(): void {
    this.#backoff.failed()
    this.#timer = setTimeout(() => this.hurry(), this.#backoff.next())
  }

  /** Whether nothing is left that could go. */
  async #sendAll(): Promise<boolean> {
    const held = new Set<string>()
    for (;;) {
      // read anew each time: another tab may have thrown a letter away, or written one
      const next = this.#letters().find((letter) => isToGo(letter) && !held.has(letter.room))
      if (!next) return held.size === 0
      if (await this.#send(next)) continue
      held.add(next.room)
      for (const behind of this.#letters().filter(isToGo)) {
        if (behind.room === next.room) this.#keep({ ...behind, state: 'waiting' })
      }
    }
  }

  async #send(letter: Letter): Promise<boolean> {
    try {
      const message = await this.#post(letter)
      this.#box.removeItem(PREFIX + letter.clientId)
      this.#sent.forEach((listener) => listener(message))
      this.#tell()
      return true
    } catch (error) {
      const passing = isPassing(error) || !(error instanceof Refused)
      if (!this.#read(PREFIX + letter.clientId)) return true
      this.#keep({
        ...letter,
        state: passing ? 'waiting' : 'failed',
        problem: passing ? undefined : error.problem,
      })
      return !passing
    }
  }

  #letters(): Letter[] {
    const me = this.#me()
    return Array.from({ length: this.#box.length }, (_, index) => this.#box.key(index))
      .filter((key) => key?.startsWith(PREFIX))
      .flatMap((key) => this.#read(key!) ?? [])
      .filter((letter) => letter.by === me)
      .sort((a, b) => a.at - b.at)
  }

  #read(key: string): Letter | undefined {
    try {
      return JSON.parse(this.#box.getItem(key) ?? 'null') ?? undefined
    } catch {
      return undefined
    }
  }

  #keep(letter: Letter): void {
    this.#box.setItem(PREFIX + letter.clientId, JSON.stringify(letter))
    this.#tell()
  }

  #tell(): void {
    this.#changed.forEach((listener) => listener())
  }
}

function isToGo(letter: Letter): boolean {
  return letter.state !== 'failed'
}

/** A box that lasts as long as the page. */
export function memory(): LetterBox {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}

function oneTabAtATime<T>(work: () => Promise<T>): Promise<T> {
  return typeof navigator !== 'undefined' && navigator.locks
    ? navigator.locks.request(LOCK, work)
    : work()
}
