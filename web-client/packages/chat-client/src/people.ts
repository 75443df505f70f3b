import { type Ask } from './ask'
import type { UserKind } from './model'

/** A user as every other user may see them. */
export interface Person {
  id: string
  kind: UserKind
  username?: string | undefined
  displayName: string
  about?: string | undefined
}

export type PresenceStatus = 'online' | 'away' | 'offline'

export interface Presence {
  user: string
  status: PresenceStatus
  lastSeen?: string | undefined
}

const MOST_AT_ONCE = 100

/** The other users: who they are, and whether they are here. */
export class People {
  readonly #ask: Ask

  constructor(ask: Ask) {
    this.#ask = ask
  }

  async byUsername(username: string): Promise<Person | undefined> {
    const found = await this.#ask<Person[]>('GET', '/api/v1/users', { query: { username } })
    return found[0]
  }

  /** In the order asked, for the first hundred. */
  async presence(users: readonly string[]): Promise<Presence[]> {
    if (users.length === 0) return []
    return this.#ask('GET', '/api/v1/presence', {
      query: { users: users.slice(0, MOST_AT_ONCE).join(',') },
    })
  }
}
