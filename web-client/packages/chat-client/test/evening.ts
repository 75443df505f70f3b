import { afterEach, beforeEach, expect, vi } from 'vitest'
import { ChatClient, type LetterBox, type OpenRoom } from '../src'
import { memory } from '../src/outbox'
import { FakePlatform } from './fake-platform'
import { sessionUntil, vaultOf } from './fake-gateway'

export let platform: FakePlatform
export let clients: ChatClient[]
let rooms: OpenRoom[]

beforeEach(async () => {
  platform = await FakePlatform.start()
  clients = []
  rooms = []
})
afterEach(async () => {
  rooms.forEach((room) => room.close())
  clients.forEach((client) => client.live.close())
  await platform.end()
})

const HOUR = 3_600_000
/** On a busy machine everything takes its time. */
export const until = <T>(check: () => T) => vi.waitFor(check, { timeout: 10_000 })
const QUICK = { backoffMillis: [20, 100] as [number, number], ackMillis: 300 }

export function client(box?: LetterBox, endsIn = HOUR, live = {}): ChatClient {
  const session = { ...sessionUntil(Date.now() + endsIn), accessToken: 'token-1' }
  const made = new ChatClient(vaultOf(session), {
    base: platform.base,
    live: { ...QUICK, ...live },
    ...(box && { outbox: box }),
  })
  clients.push(made)
  return made
}

export function open(chat: ChatClient, name = 'tea'): OpenRoom {
  const room = chat.openRoom(name, () => {})
  rooms.push(room)
  return room
}

export async function opened(chat = client()): Promise<OpenRoom> {
  chat.live.connect()
  const room = open(chat)
  await until(() => expect(platform.names('room:join')).not.toHaveLength(0))
  return room
}

export const texts = (room: OpenRoom) => room.view.messages.map((message) => message.text)
export const shows = (room: OpenRoom, ...expected: string[]) =>
  until(() => expect(texts(room)).toEqual(expected))

/** A storage like a browser's. */
export const boxOf = memory
