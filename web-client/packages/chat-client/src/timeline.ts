import type { Message } from './model'

/** A message of this client's own that the platform has not acknowledged yet. */
export interface Pending {
  clientId: string
  text: string
  state: 'sending' | 'failed'
  reason?: string | undefined
  /** Whether it failed for a reason that passes, so that it may be sent again unasked. */
  passing?: boolean | undefined
}

/** What a room looks like to this client: acknowledged messages in order, then its own waiting ones. */
export interface Timeline {
  readonly messages: readonly Message[]
  readonly pending: readonly Pending[]
  /** Everything up to this seq is known: ask for what comes after it. */
  readonly head: number
}

export const emptyTimeline: Timeline = { messages: [], pending: [], head: 0 }

/** Takes in what follows the head, in whatever order and however often it arrives. */
export function caughtUp(timeline: Timeline, next: readonly Message[]): Timeline {
  const head = Math.max(timeline.head, ...next.map((message) => message.seq))
  return { ...merged(timeline, next), head }
}

/** Takes in an own message's acknowledgement; others may have spoken before it, so the head stays. */
export function acknowledged(timeline: Timeline, own: Message): Timeline {
  return merged(timeline, [own])
}

function merged(timeline: Timeline, arrived: readonly Message[]): Timeline {
  if (arrived.length === 0) return timeline
  const bySeq = new Map(timeline.messages.map((message) => [message.seq, message]))
  for (const message of arrived) bySeq.set(message.seq, message)
  const known = new Set(arrived.map((message) => message.clientId))
  return {
    ...timeline,
    messages: [...bySeq.values()].sort((a, b) => a.seq - b.seq),
    pending: timeline.pending.filter((own) => !known.has(own.clientId)),
  }
}

export function sending(timeline: Timeline, clientId: string, text: string): Timeline {
  const others = timeline.pending.filter((own) => own.clientId !== clientId)
  return { ...timeline, pending: [...others, { clientId, text, state: 'sending' }] }
}

export function sendFailed(
  timeline: Timeline,
  clientId: string,
  reason: string,
  passing: boolean,
): Timeline {
  return {
    ...timeline,
    pending: timeline.pending.map((own) =>
      own.clientId === clientId ? { ...own, state: 'failed', reason, passing } : own,
    ),
  }
}

export function sendForgotten(timeline: Timeline, clientId: string): Timeline {
  return { ...timeline, pending: timeline.pending.filter((own) => own.clientId !== clientId) }
}
