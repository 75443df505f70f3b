import { emptyView, paged, type Letter, type Message, type RoomView } from '@chat/client'
import { describe, expect, it } from 'vitest'
import { repliesOf, rowsOf, type Row } from '../src/room/rows'
import { texts } from '../src/texts'

const said = (seq: number, by: string, sentAt: string, more: Partial<Message> = {}): Message => ({
  id: `${seq}`,
  room: 'room',
  seq,
  clientId: `client-${seq}`,
  sender: { id: by, name: by, kind: 'guest' },
  text: 'text',
  sentAt,
  ...more,
})
const viewOf = (...messages: Message[]): RoomView =>
  paged({ ...emptyView, head: messages.length }, { room: 'room', head: messages.length, messages })
const now = new Date('2026-03-02T12:00:00')
const reader = { me: 'bob', readBefore: undefined, now }
const messages = (rows: Row[]) => rows.flatMap((row) => (row.kind === 'message' ? [row] : []))
const kinds = (rows: Row[]) => rows.map((row) => row.kind)

describe('the rows of a room', () => {
  it('tell of replies in threads, which are read there, and end a breath with them', () => {
    const letter = { clientId: 'c', by: 'bob', at: 1, state: 'sending', room: 'room', text: 'reply', thread: '1' } as Letter
    const view = viewOf(
      said(1, 'ann', '2026-03-02T09:00:00'),
      said(2, 'bob', '2026-03-02T09:00:10', { thread: '1' }),
      said(3, 'ann', '2026-03-02T09:00:20'),
    )

    expect(kinds(rowsOf(view, [letter], reader))).toEqual(['day', 'message', 'reply', 'message'])
    expect(messages(rowsOf(view, [letter], reader)).map((row) => row.first)).toEqual([true, true])
    const replies = view.messages.filter((message) => message.thread === '1')
    expect(kinds(repliesOf('1', replies, [letter], 'bob'))).toEqual(['day', 'message', 'letter'])
    expect(kinds(repliesOf('1', replies, [{ ...letter, clientId: 'client-2' }], 'bob'))).toEqual(['day', 'message'])
    expect(kinds(repliesOf('1', replies, [{ ...letter, thread: '2' }], 'bob'))).toEqual(['day', 'message'])
  })

  it('put together what one person says in one breath', () => {
    const rows = rowsOf(
      viewOf(
        said(1, 'ann', '2026-03-02T09:00:00'),
        said(2, 'ann', '2026-03-02T09:01:00'),
        said(3, 'bob', '2026-03-02T09:01:30'),
        said(4, 'bob', '2026-03-02T09:30:00'),
        said(5, 'bob', '2026-03-02T09:31:00', { replyTo: '1' }),
      ),
      [],
      reader,
    )

    expect(messages(rows).map((row) => [row.own, row.first])).toEqual([
      [false, true],
      [false, false],
      [true, true],
      [true, true],
      [true, true],
    ])
  })

  it('name each day once, in the zone of the reader', () => {
    const rows = rowsOf(
      viewOf(
        said(1, 'ann', '2026-02-20T23:59:00'),
        said(2, 'ann', '2026-03-01T23:59:00'),
        said(3, 'ann', '2026-03-02T00:01:00'),
        said(4, 'ann', '2026-03-02T11:00:00'),
      ),
      [],
      reader,
    )
    const days = rows.flatMap((row) => (row.kind === 'day' ? [row.label] : []))

    expect(days[0]).toContain('2026')
    expect(days.slice(1)).toEqual([texts.room.yesterday, texts.room.today])
  })

  it('draw a line above the first message of others that was not read yet', () => {
    const view = viewOf(
      said(1, 'ann', '2026-03-02T09:00:00'),
      said(2, 'bob', '2026-03-02T09:00:10'),
      said(3, 'ann', '2026-03-02T09:00:20'),
      said(4, 'ann', '2026-03-02T09:00:30'),
    )

    expect(kinds(rowsOf(view, [], { ...reader, readBefore: 1 }))).toEqual(['day', 'message', 'message', 'unread', 'message', 'message'])
    expect(kinds(rowsOf(view, [], { ...reader, readBefore: 4 }))).not.toContain('unread')
    expect(kinds(rowsOf(view, [], reader))).not.toContain('unread')
  })

  it('tell who came and went where it happened', () => {
    const ann = { id: 'ann', name: 'ann', kind: 'guest' } as const
    const view = {
      ...viewOf(said(1, 'ann', '2026-03-02T09:00:00'), said(3, 'ann', '2026-03-02T09:00:10')),
      notices: [
        { seq: 2, kind: 'left', who: ann },
        { seq: 4, kind: 'joined', who: ann },
      ],
    } as RoomView

    const rows = rowsOf(view, [], reader)
    expect(kinds(rows)).toEqual(['day', 'message', 'notice', 'message', 'notice'])
    expect(messages(rows)[1]).toMatchObject({ first: true })
  })

  it('end with what is on its way, and show it once when it has arrived', () => {
    const letter = (clientId: string): Letter => ({ clientId, by: 'bob', room: 'room', text: 'text', at: 1, state: 'sending' })
    const view = viewOf(said(1, 'bob', '2026-03-02T09:00:00'))

    const rows = rowsOf(view, [letter('client-1'), letter('client-2')], reader)
    expect(rows.map((row) => row.key)).toEqual(['day 1', '1', 'client-2'])
  })
})
