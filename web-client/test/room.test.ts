import { emptyView, Refused, Unreachable, type Message, type Page } from '@chat/client'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { chat } from '../src/chat'
import { useRoom } from '../src/stores/room'

const ann = { id: 'ann', name: 'Ann', kind: 'guest' } as const
const message = (seq: number, clientId = `client-${seq}`): Message => ({
  id: `message-${seq}`,
  room: 'room',
  seq,
  clientId,
  sender: ann,
  text: `text ${seq}`,
  sentAt: '2026-01-01T00:00:00Z',
})
const page = (...messages: Message[]): Page => ({ room: 'room', head: messages.at(-1)?.seq ?? 0, messages })

const asked = vi.spyOn(chat, 'page')
const sent = vi.spyOn(chat, 'send')
const join = vi.spyOn(chat, 'joinByCode')
const unread = vi.spyOn(chat, 'unread')
const read = vi.spyOn(chat, 'read')
vi.spyOn(chat, 'readersOf').mockResolvedValue([{ id: 'bob', name: 'Bob' }])
vi.spyOn(chat.live, 'connect').mockReturnValue()

describe('the room on the screen', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    setActivePinia(createPinia())
    localStorage.clear()
    const session = { user: ann, accessToken: 'token', refreshToken: 'refresh', accessEnds: Date.now() + 3_600_000 }
    localStorage.setItem('chat.session', JSON.stringify(session))
    join.mockReset().mockResolvedValue({
      id: 'room',
      version: 1,
      kind: 'ad-hoc',
      name: 'Tea',
      code: 'TEA',
      members: 1,
      archived: false,
      createdAt: '2026-01-01T00:00:00Z',
      activeAt: '2026-01-01T00:00:00Z',
    })
    unread.mockReset().mockResolvedValue([{ room: 'room', head: 1, read: 0, unread: 1, mentions: 0 }])
    read.mockReset().mockResolvedValue({ room: 'room', head: 1, read: 1, unread: 0, mentions: 0 })
    asked.mockReset().mockResolvedValue(page(message(1)))
    sent.mockReset()
  })
  afterEach(() => {
    useRoom().close()
    vi.useRealTimers()
  })

  const opened = async () => {
    const room = useRoom()
    room.open('tea')
    await vi.advanceTimersByTimeAsync(0)
    return room
  }
  const seqs = (room: ReturnType<typeof useRoom>) => room.view.messages.map((each) => each.seq)

  it('joins by code and shows the latest messages, how far one has read, and who has read oneself', async () => {
    const room = await opened()

    expect(join).toHaveBeenCalledWith('TEA')
    expect(room.loaded).toBe(true)
    expect(seqs(room)).toEqual([1])
    expect(room.readBefore).toBe(0)
    expect(room.readers.get('bob')).toBe(1)
  })

  it('comes in once the platform answers', async () => {
    join.mockRejectedValueOnce(new Unreachable('gone'))
    const room = await opened()
    expect(room.loaded).toBe(false)
    expect(room.refused).toBeUndefined()

    await vi.advanceTimersByTimeAsync(2_000)
    expect(room.loaded).toBe(true)
  })

  it('says why it does not come in, and stops asking', async () => {
    join.mockRejectedValue(new Refused({ type: '/problems/room-not-found', title: 'No such room', status: 404 }))
    const room = await opened()
    expect(room.refused).toBeInstanceOf(Refused)

    await vi.advanceTimersByTimeAsync(60_000)
    expect(join).toHaveBeenCalledOnce()
  })

  it('shows what is written at once, and sends it again by itself under the same id', async () => {
    const room = await opened()
    sent.mockRejectedValueOnce(new Unreachable('gone'))
    room.send({ text: 'hello' })
    expect(room.waiting[0]).toMatchObject({ state: 'sending', text: 'hello' })
    await vi.advanceTimersByTimeAsync(0)
    expect(room.waiting[0]).toMatchObject({ state: 'waiting' })
    const { clientId } = room.waiting[0]!

    sent.mockImplementation((_room, id) => Promise.resolve(message(2, id)))
    await vi.advanceTimersByTimeAsync(5_000)

    expect(sent.mock.calls.map(([, id]) => id)).toEqual([clientId, clientId])
    expect(room.waiting).toEqual([])
    expect(seqs(room)).toEqual([1, 2])
  })

  it('leaves a message that was refused to the person', async () => {
    const room = await opened()
    sent.mockRejectedValueOnce(new Refused({ type: '/problems/muted', title: 'Muted', status: 403 }))
    room.send({ text: 'hello' })
    await vi.advanceTimersByTimeAsync(60_000)

    expect(sent).toHaveBeenCalledOnce()
    expect(room.waiting[0]).toMatchObject({ state: 'failed', problem: { title: 'Muted' } })
    room.discard(room.waiting[0]!.clientId)
    expect(room.waiting).toEqual([])
  })

  it('moves the read marker once for what is seen in a moment', async () => {
    const room = await opened()
    room.seen(2)
    room.seen(3)
    room.seen(1)
    await vi.advanceTimersByTimeAsync(2_000)

    expect(read.mock.calls).toEqual([['room', 3]])
  })

  it('remembers how far it was when the person turned away, as long as somebody says something meanwhile', async () => {
    unread.mockResolvedValue([])
    const room = await opened()
    room.turned(true)
    expect(room.readBefore).toBe(1)

    room.turned(false)
    expect(room.readBefore).toBeUndefined()
  })

  it('forgets the room when it is closed', async () => {
    const room = await opened()
    room.close()

    expect(room.loaded).toBe(false)
    expect(room.view).toBe(emptyView)
  })
})
