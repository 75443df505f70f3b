import { expect, it } from 'vitest'
import type { Message } from '@chat/client'
import { grouped } from '../src/room/days'

const said = (seq: number, by: string, sentAt: string): Message => ({
  id: `${seq}`,
  room: 'room',
  seq,
  clientId: `${seq}`,
  sender: { id: by, name: by, kind: 'guest' },
  text: 'text',
  sentAt,
})
const now = new Date('2026-03-02T12:00:00')

it('groups what one person says in one breath', () => {
  const groups = grouped(
    [
      said(1, 'ann', '2026-03-02T09:00:00'),
      said(2, 'ann', '2026-03-02T09:01:00'),
      said(3, 'bob', '2026-03-02T09:01:30'),
      said(4, 'bob', '2026-03-02T09:30:00'),
    ],
    'bob',
    now,
  )

  expect(groups.map((group) => [group.author, group.own, group.messages.length])).toEqual([
    ['ann', false, 2],
    ['bob', true, 1],
    ['bob', true, 1],
  ])
})

it('names each day once, in the zone of the reader', () => {
  const days = grouped(
    [
      said(1, 'ann', '2026-02-20T23:59:00'),
      said(2, 'ann', '2026-03-01T23:59:00'),
      said(3, 'ann', '2026-03-02T00:01:00'),
      said(4, 'ann', '2026-03-02T11:00:00'),
    ],
    undefined,
    now,
  ).map((group) => group.day)

  expect(days[0]).toContain('2026')
  expect(days.slice(1)).toEqual(['Yesterday', 'Today', undefined])
})
