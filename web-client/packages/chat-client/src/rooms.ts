import { part, type Ask, type Slice } from './ask'
import type { Member, Message, Role, Room, UserRef } from './model'

/** A room as one user sees it. */
export interface RoomCard extends Room {
  /** Counts the room's changes; a change of its fields names the one it was made from. */
  version: number
  description?: string | undefined
  historyVisible?: boolean | undefined
  postingRole?: Role | undefined
  slowModeSeconds?: number | undefined
  members: number
  archived: boolean
  createdAt: string
  activeAt: string
  /** What this user is in it; absent for whoever is not in it, and in lists. */
  role?: Role | undefined
  /** For how long an ad-hoc room is kept when everybody has left, as an ISO duration. */
  closesWhenEmptyFor?: string | undefined
}

export interface RoomWish {
  kind: 'public' | 'private' | 'ad-hoc'
  name: string
  topic?: string | undefined
}

/** What shall change; null takes a field away. */
export interface RoomChange {
  name?: string
  topic?: string | null
  description?: string | null
  historyVisible?: boolean
  postingRole?: Role | null
  slowModeSeconds?: number | null
}

export interface Membership extends Member {
  joinedAt: string
  mutedUntil?: string | undefined
}

export interface Ban {
  user: UserRef
  reason?: string | undefined
  until?: string | undefined
  at: string
}

export interface Invitation {
  room: string
  kind: string
  name: string
  by: UserRef
  at: string
}

export interface Hit {
  message: Message
  /** A piece of the text, and what to highlight in it, in UTF-16 units. */
  snippet: { text: string; start: number; found: { start: number; end: number }[] }
}

export interface Hits {
  /** False while the newest messages may be missing. */
  complete: boolean
  hits: Hit[]
  next?: string | undefined
}

export interface SearchQuery {
  q: string
  room?: string | undefined
  behind?: string | undefined
  limit?: number | undefined
  signal?: AbortSignal | undefined
}

const ROOMS = '/api/v1/rooms'
const LARGEST_PAGE = 100

/** Rooms: found, opened, entered, kept in order. */
export class Rooms {
  readonly #ask: Ask

  constructor(ask: Ask) {
    this.#ask = ask
  }

  /** All the rooms in which one is. */
  async mine(signal?: AbortSignal): Promise<RoomCard[]> {
    const rooms: RoomCard[] = []
    for (let after: string | undefined; ; ) {
      const page: Slice<RoomCard> = await this.#ask('GET', `${ROOMS}/mine`, {
        query: { after, limit: LARGEST_PAGE },
        signal,
      })
      rooms.push(...page.items)
      after = page.next
      if (!after) return rooms
    }
  }

  /** Public rooms by name. */
  directory(search: string, after?: string, limit = 20): Promise<Slice<RoomCard>> {
    return this.#ask('GET', ROOMS, { query: { search: search || undefined, after, limit } })
  }

  see(room: string): Promise<RoomCard> {
    return this.#ask('GET', at(room))
  }

  open(wish: RoomWish): Promise<RoomCard> {
    return this.#ask('POST', ROOMS, { body: wish })
  }

  /** The one room of two people; opened if there is none. */
  direct(user: string): Promise<RoomCard> {
    return this.#ask('PUT', `${ROOMS}/direct/${part(user)}`)
  }

  /** Enters a public room, or accepts an invitation. */
  join(room: string): Promise<RoomCard> {
    return this.#ask('PUT', `${at(room)}/members/me`)
  }

  /** The room, of which one becomes a member where that takes no code. */
  async enter(room: string): Promise<RoomCard> {
    const seen = await this.see(room)
    return seen.role || seen.kind === 'global' ? seen : this.join(room)
  }

  leave(room: string): Promise<void> {
    return this.#ask('DELETE', `${at(room)}/members/me`)
  }

  /** Refused as `outdated` when somebody else has changed the room since this version. */
  change(room: string, version: number, change: RoomChange): Promise<RoomCard> {
    return this.#ask('PATCH', at(room), { body: change, headers: { 'If-Match': `"${version}"` } })
  }

  archive(room: string): Promise<void> {
    return this.#ask('PUT', `${at(room)}/archive`)
  }

  restore(room: string): Promise<void> {
    return this.#ask('DELETE', `${at(room)}/archive`)
  }

  remove(room: string): Promise<void> {
    return this.#ask('DELETE', at(room))
  }

  /** A new code; the old one opens nothing any more. */
  renewCode(room: string): Promise<{ code: string }> {
    return this.#ask('POST', `${at(room)}/code`, { body: {} })
  }

  removeCode(room: string): Promise<void> {
    return this.#ask('DELETE', `${at(room)}/code`)
  }

  members(room: string, search = '', after?: string, limit = 50): Promise<Slice<Membership>> {
    return this.#ask('GET', `${at(room)}/members`, {
      query: { search: search || undefined, after, limit },
    })
  }

  kick(room: string, user: string): Promise<void> {
    return this.#ask('DELETE', `${at(room)}/members/${part(user)}`)
  }

  ban(room: string, user: string, reason?: string, until?: string): Promise<void> {
    return this.#ask('PUT', `${at(room)}/bans/${part(user)}`, { body: { reason, until } })
  }

  unban(room: string, user: string): Promise<void> {
    return this.#ask('DELETE', `${at(room)}/bans/${part(user)}`)
  }

  bans(room: string): Promise<Ban[]> {
    return this.#ask('GET', `${at(room)}/bans`)
  }

  mute(room: string, user: string, until: string): Promise<void> {
    return this.#ask('PUT', `${at(room)}/members/${part(user)}/mute`, { body: { until } })
  }

  unmute(room: string, user: string): Promise<void> {
    return this.#ask('DELETE', `${at(room)}/members/${part(user)}/mute`)
  }

  changeRole(room: string, user: string, role: Role): Promise<void> {
    return this.#ask('PUT', `${at(room)}/members/${part(user)}/role`, { body: { role } })
  }

  transfer(room: string, user: string): Promise<void> {
    return this.#ask('PUT', `${at(room)}/owner`, { body: { user } })
  }

  invite(room: string, user: string): Promise<void> {
    return this.#ask('PUT', `${at(room)}/invitations/${part(user)}`)
  }

  invitations(signal?: AbortSignal): Promise<Invitation[]> {
    return this.#ask('GET', '/api/v1/invitations', { signal })
  }

  decline(room: string): Promise<void> {
    return this.#ask('DELETE', `${at(room)}/invitations/me`)
  }

  /** Messages with these words, the newest first. */
  search({ signal, ...query }: SearchQuery): Promise<Hits> {
    return this.#ask('GET', '/api/v1/search', { query, signal })
  }

  /** Messages before and after a seq, in their order. */
  async around(room: string, seq: number, limit: number): Promise<Message[]> {
    const page = await this.#ask<{ messages: Message[] }>('GET', `${at(room)}/messages`, {
      query: { around: seq, limit },
    })
    return page.messages
  }

  /** The last thing said, as the list of rooms shows it. */
  async lastMessage(room: string, signal?: AbortSignal): Promise<Message | undefined> {
    const page = await this.#ask<{ messages: Message[] }>('GET', `${at(room)}/messages`, {
      query: { limit: 1 },
      signal,
    })
    return page.messages[0]
  }
}

const at = (room: string): string => `${ROOMS}/${part(room)}`
