/** The platform's records as they stand on the wire; fields a newer server adds are ignored. */

export type UserKind = 'person' | 'guest' | 'bot' | 'unknown'

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
}

export interface Room {
  id: string
  kind: string
  name: string
  topic?: string | undefined
  code?: string | undefined
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
