/** The platform's records as they stand on the wire; fields a newer server adds are ignored. */

export type UserKind = 'person' | 'guest' | 'bot' | 'unknown'
export type Role = 'owner' | 'moderator' | 'member' | 'unknown'

export interface UserRef {
  id: string
  name: string
  kind: UserKind
}

export interface Message {
  id: string
  room: string
  /** Its place in the room's stream, from 1 and without gaps. */
  seq: number
  /** Made by the sender's client: the same id again is the same message. */
  clientId: string
  sender: UserRef
  text: string
  sentAt: string
  replyTo?: string | undefined
  thread?: string | undefined
  /** The users named in the text, as the server has found them. */
  mentions?: string[] | undefined
  mentionsRoom?: boolean | undefined
  attachments?: Attachment[] | undefined
  /** Absent while nothing has become of it. */
  changes?: MessageChanges | undefined
}

export interface MessageChanges {
  editedAt?: string | undefined
  deletedAt?: string | undefined
  pinnedAt?: string | undefined
  reactions?: Reaction[] | undefined
  replies?: { count: number; lastSeq: number; lastAt: string } | undefined
}

export interface Reaction {
  emoji: string
  count: number
  /** The first of them, fifty at most. */
  by: string[]
}

export interface Attachment {
  id: string
  name: string
  mediaType: string
  bytes: number
  picture?: { width: number; height: number } | undefined
}

/** Where a file is for some minutes, for this reader. */
export interface AttachmentLinks {
  file: string
  thumbnail?: string | undefined
  until: string
}

/** A piece of a room's history: messages as they were at the room's head. */
export interface Page {
  room: string
  head: number
  messages: Message[]
}

/** A piece of the replies to a message. */
export interface ThreadPage {
  root: Message
  /** The first hundred who have replied. */
  participants: UserRef[]
  replies: Message[]
}

/** How far one has read, and what is left. */
export interface Unread {
  room: string
  head: number
  read: number
  unread: number
  mentions: number
}

export interface Room {
  id: string
  kind: string
  name: string
  topic?: string | undefined
  code?: string | undefined
  role?: Role | undefined
  archived?: boolean | undefined
}

export interface Member {
  user: UserRef
  role: Role
}

export interface HealthReport {
  ok: boolean
  uptime: number
  services: Record<string, ServiceHealth>
}

export interface ServiceHealth {
  ok: boolean
  instances: number
  up: number
}

export interface ProblemExplanation {
  type: string
  title: string
  status: number
  /** What a client does about it. */
  remedy: string
}
