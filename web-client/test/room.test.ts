import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Refused, Unreachable, type Message } from '@chat/client'
import { chat } from '../src/chat'
import { useRoom } from '../src/stores/room'

const message = (seq: number, clientId = `client-${seq}`): Message => ({
  id: `message-${seq}`,
  room: 'room',
  seq,
  clientId,
  sender: { id: 'ann', name: 'Ann', kind: 'guest' },
  text: `text ${seq}`,
  sentAt: '2026-01-01T00:00:00Z',
})

const history = vi.spyOn(chat, 'history')
const send = vi.spyOn(chat, 'send')
const join = vi.spyOn(chat, 'joinByCode')

describe('the room on the screen', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    setActivePinia(createPinia())
    join.mockReset().mockResolvedValue({ id: 'room', kind: 'ad-hoc', name: 'Tea', code: 'TEA' })
    history.mockReset().mockResolvedValueOnce([message(1)]).mockResolvedValue([])
    send.mockReset()
  })
  afterEach(() => {
    useRoom().close()
    vi.useRealTimers()
  })

  const opened = async () => {
    const room = useRoom()
    room.open('TEA')
    await vi.advanceTimersByTimeAsync(0)
    return room
  }
  const seqs = (room: ReturnType<typeof useRoom>) => room.timeline.messages.map((each) => each.seq)

  it('joins by code, shows the latest messages and asks for what comes after them', async () => {
    const room = await opened()
    expect(room.loaded).toBe(true)
    expect(seqs(room)).toEqual([1])

    history.mockResolvedValueOnce([message(2), message(3)])
    await vi.advanceTimersByTimeAsync(2_000)

    expect(history).toHaveBeenLastCalledWith('room', expect.objectContaining({ after: 1 }))
    expect(seqs(room)).toEqual([1, 2, 3])
  })

  it('says that it is silent while nobody answers, and catches up afterwards', async () => {
    const room = await opened()

    history.mockRejectedValueOnce(new Unreachable('gone'))
    await vi.advanceTimersByTimeAsync(2_000)
    expect(room.silent).toBe(true)

    history.mockResolvedValueOnce([message(2)])
    await vi.advanceTimersByTimeAsync(4_000)
    expect(room.silent).toBe(false)
    expect(seqs(room)).toEqual([1, 2])
  })

  it('stops asking once it is no longer let in', async () => {
    const room = await opened()

    history.mockRejectedValueOnce(
      new Refused({ type: '/problems/not-a-member', title: 'Not a member', status: 403 }),
    )
    await vi.advanceTimersByTimeAsync(2_000)
    expect(room.refused).toBeInstanceOf(Refused)

    history.mockClear()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(history).not.toHaveBeenCalled()
  })

  it('asks nothing while nobody looks', async () => {
    await opened()
    const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    history.mockClear()

    await vi.advanceTimersByTimeAsync(60_000)
    expect(history).not.toHaveBeenCalled()

    hidden.mockRestore()
    document.dispatchEvent(new Event('visibilitychange'))
    await vi.advanceTimersByTimeAsync(0)
    expect(history).toHaveBeenCalledOnce()
  })

  it('sends again by itself, under the same id, once the platform answers', async () => {
    const room = await opened()
    send.mockRejectedValueOnce(new Unreachable('gone'))
    await room.send('hello')
    const [failed] = room.timeline.pending
    expect(failed).toMatchObject({ state: 'failed', text: 'hello' })

    send.mockImplementation((_room, clientId) => Promise.resolve(message(2, clientId)))
    await vi.advanceTimersByTimeAsync(2_000)

    expect(send.mock.calls.map(([, clientId]) => clientId)).toEqual([failed!.clientId, failed!.clientId])
    expect(room.timeline.pending).toEqual([])
    expect(seqs(room)).toEqual([1, 2])
  })

  it('leaves a message that was refused to the person', async () => {
    const room = await opened()
    send.mockRejectedValueOnce(
      new Refused({ type: '/problems/muted', title: 'Muted', status: 403 }),
    )
    await room.send('hello')

    await vi.advanceTimersByTimeAsync(20_000)

    expect(send).toHaveBeenCalledOnce()
    expect(room.timeline.pending[0]).toMatchObject({ state: 'failed', reason: 'Muted' })
  })
})
