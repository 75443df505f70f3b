import type { Letter, Notice, RoomView, ViewMessage } from '@chat/client'
import { dayOf } from '../times'
import { dayName } from './days'

/** One line of the timeline. */
export type Row =
  | { kind: 'day'; key: string; label: string }
  | { kind: 'unread'; key: string }
  | { kind: 'notice'; key: string; notice: Notice }
  | { kind: 'message'; key: string; message: ViewMessage; own: boolean; first: boolean }
  /** Somebody's reply in a thread; it is read there. */
  | { kind: 'reply'; key: string; message: ViewMessage; own: boolean }
  | { kind: 'letter'; key: string; letter: Letter }

const BREATH_MILLIS = 5 * 60_000

export interface Reader {
  me: string | undefined
  /** How far it was read when the room was opened. */
  readBefore: number | undefined
  now?: Date
}

/** A timeline for reading: by day in the reader's zone, what one says in one breath together, the unread apart. */
export function rowsOf(view: RoomView, letters: readonly Letter[], reader: Reader): Row[] {
  const rows: Row[] = []
  const now = reader.now ?? new Date()
  const first = view.messages[0]?.seq ?? view.head + 1
  const notices = view.notices.filter((notice) => notice.seq > first)
  let notice = 0
  let last: ViewMessage | undefined
  let lastDay = ''
  let lineDrawn = reader.readBefore === undefined
  for (const message of view.messages) {
    while (notices[notice] && notices[notice]!.seq < message.seq) {
      last = undefined
      rows.push(noticeRow(notices[notice++]!))
    }
    const sentAt = new Date(message.sentAt)
    const day = dayOf(sentAt)
    const newDay = day !== lastDay
    lastDay = day
    const own = message.sender.id === reader.me
    if (newDay) rows.push({ kind: 'day', key: `day ${message.seq}`, label: dayName(sentAt, now) })
    if (!lineDrawn && message.seq > reader.readBefore! && !own) {
      lineDrawn = true
      rows.push({ kind: 'unread', key: 'unread' })
      last = undefined
    }
    if (message.thread) {
      rows.push({ kind: 'reply', key: message.id, message, own })
      last = undefined
      continue
    }
    rows.push({ kind: 'message', key: message.id, message, own, first: newDay || !sameBreath(last, message) })
    last = message
  }
  for (; notice < notices.length; notice++) rows.push(noticeRow(notices[notice]!))
  const shown = new Set(view.messages.slice(-letters.length - 50).map((message) => message.clientId))
  for (const letter of letters) {
    if (!letter.thread && !shown.has(letter.clientId)) rows.push({ kind: 'letter', key: letter.clientId, letter })
  }
  return rows
}

function noticeRow(notice: Notice): Row {
  return { kind: 'notice', key: `notice ${notice.seq}`, notice }
}

/** The replies of a thread as they are read there, and those that are on their way. */
export function repliesOf(root: string, replies: readonly ViewMessage[], letters: readonly Letter[], me?: string): Row[] {
  const rows: Row[] = []
  let last: ViewMessage | undefined
  for (const message of replies) {
    const newDay = last === undefined || dayOf(last.sentAt) !== dayOf(message.sentAt)
    if (newDay) rows.push({ kind: 'day', key: `day ${message.seq}`, label: dayName(new Date(message.sentAt), new Date()) })
    const own = message.sender.id === me
    rows.push({ kind: 'message', key: message.id, message, own, first: newDay || !sameBreath(last, message) })
    last = message
  }
  const there = new Set(replies.map((message) => message.clientId))
  for (const letter of letters) {
    if (letter.thread === root && !there.has(letter.clientId)) rows.push({ kind: 'letter', key: letter.clientId, letter })
  }
  return rows
}

function sameBreath(last: ViewMessage | undefined, message: ViewMessage): boolean {
  return (
    last?.sender.id === message.sender.id &&
    !message.replyTo &&
    new Date(message.sentAt).getTime() - new Date(last.sentAt).getTime() < BREATH_MILLIS
  )
}
