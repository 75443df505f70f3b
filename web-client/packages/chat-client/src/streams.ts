import type { Piece, Position, RoomEvent, Wishes } from './frames'
import { isPassing, Refused } from './problem'

/** A room that somebody looks at. */
export interface Guest {
  readonly room: string
  /** The last seq that is known. */
  head(): number
  told(event: RoomEvent): void
  caughtUp(piece: Piece): void
  /** The socket was too slow for the room, or is no longer. */
  lagging(is: boolean): void
  refused(error: Refused): void
}

/** The connection as the rooms on it see it. */
interface Line {
  isLive(): boolean
  ask<W extends keyof Wishes>(
    wish: W,
    argument: Wishes[W][0],
    answered: (error: unknown, answer?: Wishes[W][1]) => void,
  ): void
  /** How long to wait before asking again what has failed. */
  wait(): number
}

const SOON_MILLIS = 20

/** The rooms that are open on one connection: brought back to where they were, and to where the others are. */
export class Streams {
  readonly #line: Line
  readonly #rooms = new Map<string, Guest>()
  readonly #lacking = new Set<string>()
  readonly #digested = new Set<string>()
  readonly #quietMillis: number
  #asking: ReturnType<typeof setTimeout> | undefined
  #watching: ReturnType<typeof setInterval> | undefined

  /**
   * @param quietMillis after how long a room of which no digest tells is asked for
   */
  constructor(line: Line, quietMillis: number) {
    this.#line = line
    this.#quietMillis = quietMillis
  }

  add(guest: Guest): void {
    this.#rooms.set(guest.room, guest)
    if (this.#line.isLive()) this.#join(guest)
  }

  /** Whether it was there until now. */
  remove(guest: Guest): boolean {
    return this.#rooms.get(guest.room) === guest && this.#rooms.delete(guest.room)
  }

  joinAll(): void {
    clearInterval(this.#watching)
    this.#watching = setInterval(() => this.#askForQuiet(), this.#quietMillis)
    for (const guest of this.#rooms.values()) this.#join(guest)
  }

  told(event: RoomEvent): void {
    this.#rooms.get(event.data.room)?.told(event)
  }

  lagging(room: string): void {
    this.#rooms.get(room)?.lagging(true)
    this.catchUp(room)
  }

  /** Whoever knows less than the platform has told has missed something. */
  compare(heads: Position[]): void {
    for (const { room, seq } of heads) {
      this.#digested.add(room)
      const guest = this.#rooms.get(room)
      if (guest && guest.head() < seq) this.catchUp(room)
    }
  }

  /** Asks for what a room lacks, in one question for all rooms that lack something now. */
  catchUp(room: string, afterMillis = SOON_MILLIS): void {
    this.#lacking.add(room)
    this.#asking ??= setTimeout(() => this.#sync(), afterMillis)
  }

  pause(): void {
    clearInterval(this.#watching)
    clearTimeout(this.#asking)
    this.#asking = undefined
  }

  /** Of the rooms that one is not in any more the platform says nothing, unless it is asked. */
  #askForQuiet(): void {
    for (const room of this.#rooms.keys()) if (!this.#digested.has(room)) this.catchUp(room)
    this.#digested.clear()
  }

  /** The answer is taken in before anything that is told after it. */
  #join(guest: Guest): void {
    this.#line.ask('room:join', { room: guest.room, since: guest.head() }, (error, piece) => {
      if (this.#rooms.get(guest.room) !== guest) return
      if (piece) this.#caughtUp(guest, piece)
      else if (error instanceof Refused && !error.passing) guest.refused(error)
      else setTimeout(() => this.#joinAgain(guest), this.#line.wait())
    })
  }

  #joinAgain(guest: Guest): void {
    if (this.#line.isLive() && this.#rooms.get(guest.room) === guest) this.#join(guest)
  }

  #sync(): void {
    this.#asking = undefined
    const guests = [...this.#lacking].flatMap((room) => this.#rooms.get(room) ?? [])
    this.#lacking.clear()
    // whoever comes back joins anew
    if (guests.length === 0 || !this.#line.isLive()) return
    const rooms = guests.map((guest) => ({ room: guest.room, seq: guest.head() }))
    this.#line.ask('sync', { rooms }, (error, answer) => {
      if (answer) answer.rooms.forEach((piece) => this.#caughtUp(this.#rooms.get(piece.room), piece))
      else if (isPassing(error)) this.#later(guests)
      // one of them is closed to this person: each hears for itself whether it is meant
      else guests.forEach((guest) => this.#joinAgain(guest))
    })
  }

  #later(guests: Guest[]): void {
    const wait = this.#line.wait()
    guests.forEach((guest) => this.catchUp(guest.room, wait))
  }

  #caughtUp(guest: Guest | undefined, piece: Piece): void {
    guest?.lagging(false)
    guest?.caughtUp(piece)
  }
}
