import type { Message, Role, Room, UserRef } from './model'

/** What the socket says, by the names of the AsyncAPI document. */

/** One change in a room for good; its seq is its place in the room's stream. */
export type RoomEvent = {
  [E in keyof RoomEvents]: { event: E; data: RoomEvents[E] }
}[keyof RoomEvents]

interface Placed {
  room: string
  seq: number
}

export interface RoomEvents {
  'chat:message': Placed & { message: Message }
  'chat:edited': Placed & { message: string; by: UserRef; text: string; editedAt: string }
  'chat:deleted': Placed & { message: string; by: UserRef }
  'chat:reacted': Placed & { message: string; by: UserRef; emoji: string; added: boolean }
  'chat:pinned': Placed & { message: string; by: UserRef; pinned: boolean }
  'room:member-joined': Placed & { member: UserRef; role: Role }
  'room:member-left': Placed & { member: UserRef }
  'room:updated': Placed & { details: Omit<Room, 'id'>; by: UserRef }
}

export const ROOM_EVENTS = [
  'chat:message',
  'chat:edited',
  'chat:deleted',
  'chat:reacted',
  'chat:pinned',
  'room:member-joined',
  'room:member-left',
  'room:updated',
] as const satisfies readonly (keyof RoomEvents)[]

/** What a socket is told besides the streams of its rooms. */
export interface OtherEvents {
  'chat:read': { room: string; user: string; seq: number }
  'chat:typing': { room: string; user: UserRef; typing: boolean }
  'presence:changed': { user: string; status: string; lastSeen: string }
  'notification:new': {
    notification: string
    kind: string
    room: string
    message?: string
    by: UserRef
    excerpt: string
    at: string
  }
  'room:heads': { heads: Position[] }
  lagging: { room: string; head: number }
  'go-away': { afterMillis: number }
  refused: { event: string; error: Refusal }
}

export type ServerEvents = RoomEvents & OtherEvents

export interface Position {
  room: string
  seq: number
}

export interface Refusal {
  type: string
  title: string
  detail?: string
}

/** A room's events from a position on. */
export interface Piece {
  /** The seq of the last event below. */
  head: number
  /** Whether they begin right after what was asked for; if not, what was known before is forgotten. */
  complete: boolean
  events: RoomEvent[]
}

/** What a client asks over its socket, and what stands in the answer beside `ok`. */
export interface Wishes {
  'room:join': [{ room: string; since: number }, Piece]
  'room:leave': [{ room: string }, object]
  'chat:send': [
    {
      room: string
      clientId: string
      text: string
      replyTo?: string | undefined
      thread?: string | undefined
      attachments?: string[] | undefined
    },
    { message: Message },
  ]
  'chat:typing': [{ room: string; typing: boolean }, object]
  sync: [{ rooms: Position[] }, { rooms: (Piece & { room: string })[] }]
  'auth:renew': [{ token: string }, object]
  'presence:away': [{ away: boolean }, object]
}
