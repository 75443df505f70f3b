import {
  Backoff,
  isPassing,
  Refused,
  type Invitation,
  type Message,
  type PresenceStatus,
  type RoomCard,
  type RoomWish,
  type Unread,
  type UserRef,
} from '@chat/client'
import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, watch } from 'vue'
import { chat } from '../chat'
import { connect } from '../room/connection'
import { repeat } from '../room/repeat'
import { titleOf } from '../rooms/title'
import { useSession } from './session'

/** A message, as far as a list shows it. */
export type LastWords = Pick<Message, 'id' | 'room' | 'seq' | 'sender' | 'text' | 'sentAt'>

/** One line of the list of rooms. */
export interface RoomLine {
  room: RoomCard
  title: string
  unread: number
  mentions: number
  last: LastWords | undefined
  /** Of the other one in a direct room. */
  presence: PresenceStatus | undefined
}

const REFRESH_MILLIS = 15_000
const LONGEST_WAIT_MILLIS = 60_000
/** How many rooms are asked for their last message at once. */
const AT_ONCE = 4

/**
 * The rooms somebody is in, and what is new in them. It looks every few seconds; whoever hears news
 * earlier says so with `heard` and `read`.
 */
export const useRooms = defineStore('rooms', () => {
  const session = useSession()
  const rooms = ref<RoomCard[]>()
  const invitations = ref<Invitation[]>([])
  const unread = shallowReactive(new Map<string, Unread>())
  const last = shallowReactive(new Map<string, LastWords>())
  const partners = shallowReactive(new Map<string, UserRef>())
  const presence = shallowReactive(new Map<string, PresenceStatus>())
  /** Why the list cannot be brought up to date. */
  const failure = ref<unknown>()
  let watchers = 0
  let stop = () => {}

  const lines = computed(() =>
    (rooms.value ?? []).map(lineOf).sort((a, b) => activity(b).localeCompare(activity(a))),
  )
  const mentions = computed(() => lines.value.reduce((sum, line) => sum + line.mentions, 0))

  function lineOf(room: RoomCard): RoomLine {
    const news = unread.get(room.id)
    const partner = partners.get(room.id)
    return {
      room,
      title: titleOf(room, session.me?.name, partner?.name),
      unread: news?.unread ?? 0,
      mentions: news?.mentions ?? 0,
      last: last.get(room.id),
      presence: partner && presence.get(partner.id),
    }
  }

  // somebody else now: nothing of whoever was here before is shown to them
  watch(
    () => session.me?.id,
    () => {
      rooms.value = undefined
      invitations.value = []
      for (const known of [unread, last, partners, presence]) known.clear()
      if (watchers > 0) begin()
    },
  )

  function begin(): void {
    stop()
    if (!session.known) return
    connect()
    const ends = [
      repeat({
        ask: refresh,
        told: (error) => (failure.value = error),
        backoff: new Backoff(REFRESH_MILLIS, LONGEST_WAIT_MILLIS),
      }),
      // who is told of something need not wait for the next look
      chat.live.on('notification:new', () => void refresh().catch(() => undefined)),
      chat.live.on('presence:changed', ({ user, status }) => {
        if (presence.has(user)) presence.set(user, status as PresenceStatus)
      }),
    ]
    stop = () => ends.forEach((end) => end())
  }

  /** Keeps the list up to date as long as somebody looks; returns the way to stop. */
  function look(): () => void {
    if (++watchers === 1) begin()
    return () => {
      if (--watchers === 0) stop()
    }
  }

  async function refresh(signal?: AbortSignal): Promise<void> {
    const [mine, news, invited] = await Promise.all([
      chat.rooms.mine(signal),
      chat.unread(),
      chat.rooms.invitations(signal),
    ])
    signal?.throwIfAborted()
    const moved = news.filter((now) => unread.get(now.room)?.head !== now.head && now.head > 0)
    unread.clear()
    news.forEach((now) => unread.set(now.room, now))
    rooms.value = mine
    invitations.value = invited
    await Promise.all([lastWords(moved.map((now) => now.room), signal), whoIsHere(mine, signal)])
  }

  async function lastWords(moved: string[], signal?: AbortSignal): Promise<void> {
    const waiting = [...moved]
    const next = async () => {
      for (let room = waiting.pop(); room; room = waiting.pop()) {
        const message = await unlessRefused(chat.rooms.lastMessage(room, signal))
        if (message) last.set(room, message)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, next))
  }

  async function whoIsHere(mine: RoomCard[], signal?: AbortSignal): Promise<void> {
    for (const { id } of mine.filter((room) => room.kind === 'direct' && !partners.has(room.id))) {
      const both = await unlessRefused(chat.rooms.members(id))
      const other = both?.items.find((member) => member.user.id !== session.me?.id)
      if (other) partners.set(id, other.user)
      signal?.throwIfAborted()
    }
    const here = await chat.people.presence([...partners.values()].map((partner) => partner.id))
    here.forEach((each) => presence.set(each.user, each.status))
  }

  /** Something was said in a room. */
  function heard(message: LastWords): void {
    const known = last.get(message.room)
    if (!known || known.seq <= message.seq) last.set(message.room, message)
    const news = unread.get(message.room)
    if (!news || message.seq <= news.head || message.sender.id === session.me?.id) return
    unread.set(message.room, { ...news, head: message.seq, unread: news.unread + 1 })
  }

  /** How far somebody has read a room now. */
  function read(now: Unread): void {
    unread.set(now.room, now)
  }

  async function open(wish: RoomWish): Promise<RoomCard> {
    return known(await chat.rooms.open(wish))
  }

  async function direct(user: string): Promise<RoomCard> {
    return known(await chat.rooms.direct(user))
  }

  async function join(room: string): Promise<RoomCard> {
    invitations.value = invitations.value.filter((invitation) => invitation.room !== room)
    return known(await chat.rooms.join(room))
  }

  async function decline(room: string): Promise<void> {
    await chat.rooms.decline(room)
    invitations.value = invitations.value.filter((invitation) => invitation.room !== room)
  }

  /** Takes in how a room is now. */
  function known(room: RoomCard): RoomCard {
    if (rooms.value) rooms.value = [...rooms.value.filter((each) => each.id !== room.id), room]
    return room
  }

  /** One is no longer in this room. */
  function left(room: string): void {
    rooms.value = rooms.value?.filter((each) => each.id !== room)
  }

  return {
    rooms, lines, mentions, invitations, failure,
    look, refresh, heard, read, open, direct, join, decline, known, left,
  }
})

/** Whoever has just been removed from a room must not lose the list of all others for it. */
async function unlessRefused<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (isPassing(error) || !(error instanceof Refused)) throw error
    return undefined
  }
}

const activity = (line: RoomLine): string => line.last?.sentAt ?? line.room.activeAt
