import { describe, expect, it } from 'vitest'
import { acknowledged, applied, beginning, caughtUp, emptyView, lacks, paged, trimmed } from '../src'
import type { Message, RoomEvent, RoomView } from '../src'

interface Fixture {
  about: string
  events: RoomEvent[]
  arrivals: { name: string; seqs: number[]; asksAfter?: number; answered?: number[] }[]
  view: { head: number; messages: object[] }
}

// the same files are held against the server by message-service's RoomStoriesTest
const fixtures: Fixture[] = Object.values(
  import.meta.glob('../../../../shared-contracts/wire/src/test/resources/fixtures/room/*.json', {
    eager: true,
    import: 'default',
  }),
)

/** As the fixtures tell it. */
function told(view: RoomView): unknown {
  return {
    head: view.head,
    name: view.name ?? null,
    notices: view.notices.map(({ seq, kind, who }) => ({ seq, kind, who: who.id })),
    messages: view.messages.map((message) => ({
      id: message.id,
      seq: message.seq,
      sender: message.sender.id,
      text: message.text,
      edited: message.edited,
      deleted: message.deleted,
      pinned: message.pinned,
      reactions: message.reactions,
      replies: message.replies,
      ...(message.replyTo && { replyTo: message.replyTo }),
      ...(message.thread && { thread: message.thread }),
    })),
  }
}

it('finds the fixtures', () => expect(fixtures.length).toBeGreaterThan(1))

describe.each(fixtures)('$about', ({ events, arrivals, view: expected }) => {
  const event = (seq: number) => events[seq - 1]!

  it.each(arrivals)('looks the same when it arrives $name', ({ seqs, asksAfter, answered }) => {
    let view = seqs.reduce((before, seq) => applied(before, [event(seq)]), emptyView)
    if (answered) {
      expect(lacks(view)).toBe(true)
      expect(view.head).toBe(asksAfter)
      view = caughtUp(view, { head: events.length, complete: true, events: answered.map(event) })
    }

    expect(lacks(view)).toBe(false)
    expect(told(view)).toEqual(expected)
  })

  it('looks the same wherever one comes in', () => {
    const whole = applied(emptyView, events)
    const messages = whole.messages.map(wire)

    // the page tells what has become of messages until now; the events say it once more
    const view = events.reduce(
      (before, each) => applied(before, [each]),
      paged(emptyView, { room: 'room', head: whole.head, messages }),
    )

    expect(told(view)).toEqual(expected)
  })

  it('looks the same when it is told late, with what has become of it', () => {
    const now = new Map(applied(emptyView, events).messages.map((each) => [each.id, wire(each)]))
    const late = events.map((each) =>
      each.event === 'chat:message'
        ? { ...each, data: { ...each.data, message: now.get(each.data.message.id)! } }
        : each,
    )

    const view = caughtUp(emptyView, { head: events.length, complete: true, events: late })

    expect(told(view)).toEqual(expected)
  })

  it('mends an old page by what has happened since it was read', () => {
    for (let head = 1; head < events.length; head++) {
      const page = applied(emptyView, events.slice(0, head)).messages.map(wire)
      const live = applied({ ...emptyView, head }, events.slice(head))

      const { messages } = paged(live, { room: 'room', head, messages: page })

      expect(told({ ...live, messages })).toMatchObject({ messages: expected.messages })
    }
  })
})

function wire(message: RoomView['messages'][number]): Message {
  const { edited, deleted, pinned, reactions, replies, asOf: _asOf, ...rest } = message
  const then = '2026-03-02T11:00:00Z'
  return {
    ...rest,
    room: 'room',
    mentions: [...rest.mentions],
    attachments: [...rest.attachments],
    changes: {
      editedAt: edited ? then : undefined,
      deletedAt: deleted ? then : undefined,
      pinnedAt: pinned ? then : undefined,
      reactions: [...reactions],
      replies: replies ? { count: replies, lastSeq: 1, lastAt: then } : undefined,
    },
  }
}

const message = (seq: number): Message => ({
  id: `message-${seq}`,
  room: 'room',
  seq,
  clientId: `client-${seq}`,
  sender: { id: 'ann', name: 'Ann', kind: 'guest' },
  text: `text ${seq}`,
  sentAt: '2026-01-01T00:00:00Z',
})
const said = (seq: number): RoomEvent => ({
  event: 'chat:message',
  data: { room: 'room', seq, message: message(seq) },
})
const seqs = (view: RoomView) => view.messages.map((each) => each.seq)

describe('the view of a room', () => {
  const known = beginning({ room: 'room', head: 3, messages: [message(2), message(3)] })

  it('begins anew when the answer does not go on from what it knows', () => {
    const view = caughtUp(known, { head: 101, complete: false, events: [said(100), said(101)] })

    expect(seqs(view)).toEqual([100, 101])
    expect(view.head).toBe(101)
  })

  it('keeps what came live while it was asking', () => {
    const waiting = applied(known, [said(6)])

    const view = caughtUp(waiting, { head: 5, complete: true, events: [said(4), said(5)] })

    expect(seqs(view)).toEqual([2, 3, 4, 5, 6])
    expect(lacks(view)).toBe(false)
  })

  it('does not skip what others said before an acknowledged message of its own', () => {
    const own = acknowledged(known, message(5))
    expect(own.head).toBe(3)
    expect(seqs(own)).toEqual([2, 3, 5])

    expect(seqs(applied(own, [said(4), said(5)]))).toEqual([2, 3, 4, 5])
  })

  it('shows an acknowledged message of its own once, though it was told before', () => {
    expect(acknowledged(applied(known, [said(4)]), message(4)).messages).toHaveLength(3)
  })

  it('counts a reaction of somebody beyond the fifty that are listed', () => {
    const by = Array.from({ length: 50 }, (_, index) => `user-${index}`)
    const reactions = [{ emoji: '👍', count: 60, by }]
    const crowd = beginning({ room: 'room', head: 1, messages: [{ ...message(1), changes: { reactions } }] })
    const reacted = (seq: number, added: boolean): RoomEvent => ({
      event: 'chat:reacted',
      data: { room: 'room', seq, message: 'message-1', by: { id: 'zoe', name: 'Zoe', kind: 'guest' }, emoji: '👍', added },
    })
    const count = (view: RoomView) => view.messages[0]?.reactions[0]?.count

    expect(count(applied(crowd, [reacted(2, true)]))).toBe(61)
    expect(count(applied(crowd, [reacted(2, true), reacted(2, true), reacted(3, false)]))).toBe(60)
  })

  it('forgets the oldest messages and can take them in again', () => {
    const short = trimmed(applied(known, [said(4), said(5)]), 2)
    expect(seqs(short)).toEqual([4, 5])

    expect(seqs(paged(short, { room: 'room', head: 5, messages: [message(2), message(3)] }))).toEqual([2, 3, 4, 5])
  })

  it('leaves the given view as it was', () => {
    const before = JSON.stringify(known)
    applied(known, [said(4), said(9)])

    expect(JSON.stringify(known)).toBe(before)
  })
})
