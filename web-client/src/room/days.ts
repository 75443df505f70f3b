import type { Message } from '@chat/client'
import { texts } from '../texts'

/** Messages that one person sent in one breath. */
export interface Group {
  key: string
  /** Stands above the first group of a day. */
  day: string | undefined
  author: string
  own: boolean
  messages: Message[]
}

const BREATH_MILLIS = 5 * 60_000

/** Groups a timeline for reading: by day in the reader's zone, then by author. */
export function grouped(messages: readonly Message[], me: string | undefined, now = new Date()): Group[] {
  const groups: Group[] = []
  let last: Message | undefined
  for (const message of messages) {
    const sentAt = new Date(message.sentAt)
    const newDay = !last || new Date(last.sentAt).toDateString() !== sentAt.toDateString()
    const sameBreath =
      last?.sender.id === message.sender.id &&
      sentAt.getTime() - new Date(last.sentAt).getTime() < BREATH_MILLIS
    if (newDay || !sameBreath) {
      groups.push({
        key: message.id,
        day: newDay ? dayName(sentAt, now) : undefined,
        author: message.sender.name,
        own: message.sender.id === me,
        messages: [],
      })
    }
    groups.at(-1)!.messages.push(message)
    last = message
  }
  return groups
}

function dayName(day: Date, now: Date): string {
  const yesterday = new Date(now)
  yesterday.setDate(now.getDate() - 1)
  if (day.toDateString() === now.toDateString()) return texts.room.today
  if (day.toDateString() === yesterday.toDateString()) return texts.room.yesterday
  return day.toLocaleDateString(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
}

export function clock(sentAt: string): string {
  return new Date(sentAt).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })
}
