import { describe, expect, it } from 'vitest'
import { acknowledged, caughtUp, emptyTimeline, sendFailed, sendForgotten, sending } from '../src'
import type { Message } from '../src'

const message = (seq: number, clientId = `client-${seq}`): Message => ({
  id: `message-${seq}`,
  room: 'room',
  seq,
  clientId,
  sender: { id: 'ann', name: 'Ann', kind: 'guest' },
  text: `text ${seq}`,
  sentAt: '2026-01-01T00:00:00Z',
})

describe('a timeline', () => {
  it('keeps messages in the order of the room, whatever order they arrive in', () => {
    const timeline = caughtUp(emptyTimeline, [message(3), message(1), message(2)])

    expect(timeline.messages.map((each) => each.seq)).toEqual([1, 2, 3])
    expect(timeline.head).toBe(3)
  })

  it('shows a message once, however often it arrives', () => {
    const once = caughtUp(emptyTimeline, [message(1), message(2)])

    expect(caughtUp(once, [message(2), message(2)]).messages).toHaveLength(2)
  })

  it('does not skip what others said before an acknowledged message of its own', () => {
    const known = caughtUp(emptyTimeline, [message(1)])

    const timeline = acknowledged(sending(known, 'mine', 'hello'), message(4, 'mine'))

    expect(timeline.head).toBe(1)
    expect(timeline.messages.map((each) => each.seq)).toEqual([1, 4])
    expect(timeline.pending).toEqual([])
  })

  it('takes a pending message away when the room shows it before the acknowledgement came', () => {
    const timeline = caughtUp(sending(emptyTimeline, 'mine', 'hello'), [message(1, 'mine')])

    expect(timeline.pending).toEqual([])
  })

  it('keeps a failed message with its reason until it is sent again or forgotten', () => {
    const failed = sendFailed(sending(emptyTimeline, 'mine', 'hello'), 'mine', 'no network', true)
    expect(failed.pending[0]).toMatchObject({ state: 'failed', reason: 'no network' })

    expect(sending(failed, 'mine', 'hello').pending).toHaveLength(1)
    expect(sending(failed, 'mine', 'hello').pending[0]).toMatchObject({ state: 'sending' })
    expect(sendForgotten(failed, 'mine').pending).toEqual([])
  })
})
