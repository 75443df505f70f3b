import {
  Backoff,
  emptyView,
  isPassing,
  type Letter,
  type OpenRoom,
  type OpenThread,
  type Room,
  type ViewMessage,
  type Written,
} from '@chat/client'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { chat } from '../chat'
import { isRoomId, normalisedCode } from '../room/code'
import { connect, connection } from '../room/connection'
import { repeat } from '../room/repeat'
import { useRooms } from './rooms'

/** More than that are forgotten while somebody reads the newest ones. */
const MOST_KEPT = 600
const KEPT = 300
const TYPING_MILLIS = 3_000
const SEEN_MILLIS = 1_000

/** The room on the screen: what is said in it, who is there, and what this person is sending into it. */
export const useRoom = defineStore('room', () => {
  const rooms = useRooms()
  const room = ref<Room>()
  const view = shallowRef(emptyView)
  const waiting = shallowRef<Letter[]>([])
  const typing = shallowRef<string[]>([])
  const readers = shallowRef<ReadonlyMap<string, number>>(new Map())
  const loaded = ref(false)
  const moreBefore = ref(false)
  const lagging = ref(false)
  /** Why the room cannot be shown at all. */
  const refused = shallowRef<unknown>()
  /** How far it was read when this person came, if there was more. */
  const readBefore = ref<number>()
  const name = computed(() => view.value.name ?? room.value?.name)

  let stop: (() => void)[] = []
  let open_: OpenRoom | undefined
  let typedAt = 0
  let seenUpTo = 0
  let seeing: ReturnType<typeof setTimeout> | undefined

  /** Joins by code and keeps up with the room until closed. */
  function open(code: string): void {
    close()
    connect()
    stop.push(
      repeat({
        ask: (signal) => enter(code, signal),
        told: (error) => {
          if (error !== undefined && !isPassing(error)) refused.value = error
        },
        backoff: new Backoff(500, 15_000),
        once: true,
      }),
    )
  }

  function close(): void {
    stop.forEach((each) => each())
    stop = []
    clearTimeout(seeing)
    open_?.close()
    open_ = undefined
    room.value = readBefore.value = refused.value = undefined
    view.value = emptyView
    waiting.value = []
    typing.value = []
    readers.value = new Map()
    loaded.value = moreBefore.value = lagging.value = false
    seenUpTo = 0
  }

  async function enter(code: string, signal: AbortSignal): Promise<void> {
    const joined = await (isRoomId(code) ? chat.rooms.enter(code) : chat.joinByCode(normalisedCode(code)))
    const unread = await chat.unread()
    signal.throwIfAborted()
    room.value = rooms.known(joined)
    const mine = unread.find((each) => each.room === joined.id)
    readBefore.value = mine?.unread ? mine.read : undefined
    const opened = (open_ = chat.openRoom(joined.id, () => show(opened)))
    stop.push(
      chat.outbox.onChange(() => (waiting.value = chat.outbox.of(joined.id))),
      chat.outbox.onSent((message) => message.room === joined.id && opened.acknowledged(message)),
    )
    waiting.value = chat.outbox.of(joined.id)
  }

  function show(opened: OpenRoom): void {
    if (opened !== open_) return
    const me = chat.sessions.current?.user.id
    if (!loaded.value && opened.loaded) void learnReaders(opened, me)
    view.value = opened.view
    loaded.value = opened.loaded
    moreBefore.value = opened.moreBefore
    lagging.value = opened.lagging
    refused.value = opened.refused
    readers.value = new Map(opened.readers)
    const latest = opened.view.messages.at(-1)
    if (latest) rooms.heard({ ...latest, room: opened.room })
    typing.value = [...opened.typing].filter(([id]) => id !== me).map(([, who]) => who)
  }

  /** Who has read the last own message; what is read from now on is told live. */
  async function learnReaders(opened: OpenRoom, me: string | undefined): Promise<void> {
    const last = opened.view.messages.findLast((message) => message.sender.id === me)
    if (!last) return
    const known = await chat.readersOf(opened.room, last.id).catch(() => [])
    for (const { id } of known) {
      opened.readers.set(id, Math.max(opened.readers.get(id) ?? 0, last.seq))
    }
    show(opened)
  }

  async function earlier(): Promise<void> {
    await open_?.earlier()
  }

  const firstSince = async (moment: Date) => open_?.firstSince(moment)

  /** Opens a thread of this room; the second part of the answer closes it. */
  function openThread(root: string, changed: () => void): [OpenThread, () => void] | undefined {
    const ground = open_
    if (!ground) return undefined
    const thread = ground.openThread(root, changed)
    return [thread, () => ground.closeThread(thread)]
  }

  async function backTo(seq: number): Promise<void> {
    await open_?.backTo(seq)
  }

  function trim(): void {
    if (view.value.messages.length > MOST_KEPT) open_?.trim(KEPT)
  }

  function send(written: Omit<Written, 'room'>): void {
    if (!room.value) return
    chat.outbox.add({ ...written, room: room.value.id })
    types(false)
  }

  async function edit(message: ViewMessage, text: string): Promise<void> {
    if (room.value) await chat.edit(room.value.id, message.id, text)
  }

  async function remove(message: ViewMessage): Promise<void> {
    if (room.value) await chat.delete(room.value.id, message.id)
  }

  async function react(message: ViewMessage, emoji: string, added: boolean): Promise<void> {
    if (room.value) await chat.react(room.value.id, message.id, emoji, added)
  }

  async function pin(message: ViewMessage, pinned: boolean): Promise<void> {
    if (room.value) await chat.pin(room.value.id, message.id, pinned)
  }

  /** Lets the others know that somebody is writing, now and then. */
  function types(is: boolean): void {
    const now = Date.now()
    if (!room.value || (is && now - typedAt < TYPING_MILLIS) || (!is && typedAt === 0)) return
    typedAt = is ? now : 0
    chat.live.say('chat:typing', { room: room.value.id, typing: is })
  }

  /** Everything up to here has been looked at. */
  function seen(seq: number): void {
    if (!room.value || seq <= seenUpTo) return
    seenUpTo = seq
    seeing ??= setTimeout(() => {
      seeing = undefined
      // a marker that could not be moved is moved with the next message
      if (room.value) chat.read(room.value.id, seenUpTo).then(rooms.read, () => (seenUpTo = 0))
    }, SEEN_MILLIS)
  }

  /** Whoever turns away finds, when they are back, a line above what was said meanwhile. */
  function turned(away: boolean): void {
    const me = chat.sessions.current?.user.id
    const since = readBefore.value ?? 0
    if (away) readBefore.value = view.value.head
    else if (!view.value.messages.some((each) => each.seq > since && each.sender.id !== me)) {
      readBefore.value = undefined
    }
  }

  const retry = (clientId: string) => chat.outbox.retry(clientId)
  const discard = (clientId: string) => chat.outbox.discard(clientId)

  return {
    room, name, view, waiting, typing, readers, loaded, moreBefore, lagging, refused, readBefore, connection,
    open, close, earlier, backTo, firstSince, openThread, trim, send, retry, discard, edit, remove, react, pin, types, seen, turned,
  }
})
