import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Refused, Unreachable, type Message, type RoomCard, type Session } from '@chat/client'
import { chat, SESSION_KEY } from '../src/chat'
import { isRoomId } from '../src/room/code'
import { router } from '../src/router'
import { titleOf } from '../src/rooms/title'
import { useRooms } from '../src/stores/rooms'

const ME = { id: 'me', name: 'Ann', kind: 'person' as const }
const BOB = { id: 'bob', name: 'Bob', kind: 'person' as const }
const session: Session = { user: ME, accessToken: '', refreshToken: '', accessEnds: 0 }

const room = (id: string, more: Partial<RoomCard> = {}): RoomCard => ({
  id,
  kind: 'private',
  name: id,
  version: 1,
  members: 2,
  archived: false,
  createdAt: '2026-01-01T00:00:00Z',
  activeAt: '2026-01-01T00:00:00Z',
  ...more,
})
const said = (roomId: string, seq: number, sender = BOB): Message => ({
  id: `${roomId}-${seq}`,
  room: roomId,
  seq,
  clientId: `${seq}`,
  sender,
  text: `text ${seq}`,
  sentAt: `2026-01-02T00:00:${String(seq).padStart(2, '0')}Z`,
})
const news = (roomId: string, head: number, unread = 0, mentions = 0) => ({
  room: roomId, head, read: head - unread, unread, mentions,
})

describe('the list of rooms', () => {
  const mine = vi.spyOn(chat.rooms, 'mine')
  const unread = vi.spyOn(chat, 'unread')
  const lastMessage = vi.spyOn(chat.rooms, 'lastMessage')
  const members = vi.spyOn(chat.rooms, 'members')
  const presence = vi.spyOn(chat.people, 'presence')
  const invitations = vi.spyOn(chat.rooms, 'invitations')

  beforeEach(() => {
    localStorage.setItem(SESSION_KEY, JSON.stringify(session))
    setActivePinia(createPinia())
    mine.mockReset().mockResolvedValue([room('garden'), room('kitchen')])
    unread.mockReset().mockResolvedValue([news('garden', 3, 2, 1), news('kitchen', 9)])
    lastMessage.mockReset().mockImplementation((id) => Promise.resolve(said(id, id === 'garden' ? 3 : 9)))
    members.mockReset()
    presence.mockReset().mockResolvedValue([])
    invitations.mockReset().mockResolvedValue([])
  })
  afterEach(() => localStorage.clear())

  const loaded = async () => {
    const rooms = useRooms()
    await rooms.refresh()
    return rooms
  }
  const line = (rooms: ReturnType<typeof useRooms>, id: string) => rooms.lines.find((each) => each.room.id === id)!

  it('has the latest news first, with what is unread and what was said last', async () => {
    const rooms = await loaded()

    expect(rooms.lines.map((each) => each.room.id)).toEqual(['kitchen', 'garden'])
    expect(line(rooms, 'garden')).toMatchObject({ unread: 2, mentions: 1, last: { text: 'text 3' } })
    expect(rooms.mentions).toBe(1)
  })

  it('asks for last words only where something has happened', async () => {
    const rooms = await loaded()
    lastMessage.mockClear()
    unread.mockResolvedValue([news('garden', 4, 3), news('kitchen', 9)])

    await rooms.refresh()

    expect(lastMessage.mock.calls.map(([id]) => id)).toEqual(['garden'])
  })

  it('counts what is heard at once, each message once, and never one’s own', async () => {
    const rooms = await loaded()

    rooms.heard(said('garden', 4))
    rooms.heard(said('garden', 4))
    rooms.heard(said('kitchen', 10, ME))

    expect(line(rooms, 'garden')).toMatchObject({ unread: 3, last: { seq: 4 } })
    expect(line(rooms, 'kitchen')).toMatchObject({ unread: 0, last: { seq: 10 } })
  })

  it('forgets its counts when all has been read', async () => {
    const rooms = await loaded()

    rooms.read(news('garden', 3))
    expect(line(rooms, 'garden')).toMatchObject({ unread: 0, mentions: 0 })
  })

  it('stands although one of its rooms can no longer be read', async () => {
    lastMessage.mockImplementation((id) =>
      id === 'kitchen'
        ? Promise.reject(new Refused({ type: '/problems/not-a-member', title: '', status: 403 }))
        : Promise.resolve(said(id, 3)),
    )
    const rooms = await loaded()

    expect(line(rooms, 'garden').last).toBeDefined()
    expect(line(rooms, 'kitchen').last).toBeUndefined()

    lastMessage.mockRejectedValue(new Unreachable('gone'))
    unread.mockResolvedValue([news('kitchen', 10)])
    await expect(rooms.refresh()).rejects.toThrow(Unreachable)
  })

  it('names a direct room after the other one, and says whether they are here', async () => {
    mine.mockResolvedValue([room('pair', { kind: 'direct', name: 'Ann, Robert' })])
    members.mockResolvedValue({
      items: [ME, BOB].map((user) => ({ user, role: 'owner' as const, joinedAt: '' })),
    })
    presence.mockResolvedValue([{ user: 'bob', status: 'online' }])

    expect(line(await loaded(), 'pair')).toMatchObject({ title: 'Bob', presence: 'online' })
  })

  it('shows nothing of one person to the next', async () => {
    const rooms = await loaded()

    localStorage.setItem(SESSION_KEY, JSON.stringify({ ...session, user: BOB }))
    dispatchEvent(new StorageEvent('storage', { key: SESSION_KEY }))
    await vi.waitFor(() => expect(rooms.lines).toEqual([]))
  })
})

describe('a room', () => {
  it('of people is called after the others, also before it is known who they are', () => {
    expect(titleOf(room('x', { kind: 'direct', name: 'Ann, Bob' }), 'Ann')).toBe('Bob')
    expect(titleOf(room('x', { kind: 'direct', name: 'Ann, Ann' }), 'Ann')).toBe('Ann')
    expect(titleOf(room('x', { name: 'Ann, Bob' }), 'Ann')).toBe('Ann, Bob')
  })

  it('is addressed by its id or by a code', () => {
    expect(isRoomId('0197a1b2-0000-7000-8000-000000000001')).toBe(true)
    expect(isRoomId('K73DECM4')).toBe(false)
  })

  it('is shown to nobody who is not here: they log in first and are led back', async () => {
    localStorage.clear()
    await router.push('/rooms/0197a1b2-0000-7000-8000-000000000001')

    expect(router.currentRoute.value.path).toBe('/login')
    expect(router.currentRoute.value.query['next']).toBe('/rooms/0197a1b2-0000-7000-8000-000000000001')
    expect(router.currentRoute.value.matched[0]?.props).toBeDefined()
  })
})
