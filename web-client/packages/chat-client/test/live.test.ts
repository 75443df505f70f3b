// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ChatClient, type LetterBox, type OpenRoom } from '../src'
import { FakePlatform } from './fake-platform'
import { sessionUntil, vaultOf } from './fake-gateway'

let platform: FakePlatform
let clients: ChatClient[]
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
const until = <T>(check: () => T) => vi.waitFor(check, { timeout: 10_000 })
const QUICK = { backoffMillis: [20, 100] as [number, number], ackMillis: 300 }

function client(box?: LetterBox, endsIn = HOUR, live = {}): ChatClient {
  const session = { ...sessionUntil(Date.now() + endsIn), accessToken: 'token-1' }
  const made = new ChatClient(vaultOf(session), {
    base: platform.base,
    live: { ...QUICK, ...live },
    ...(box && { outbox: box }),
  })
  clients.push(made)
  return made
}

function open(chat: ChatClient, name = 'tea'): OpenRoom {
  const room = chat.openRoom(name, () => {})
  rooms.push(room)
  return room
}

async function opened(chat = client()): Promise<OpenRoom> {
  chat.live.connect()
  const room = open(chat)
  await until(() => expect(platform.names('room:join')).not.toHaveLength(0))
  return room
}

const texts = (room: OpenRoom) => room.view.messages.map((message) => message.text)
const shows = (room: OpenRoom, ...expected: string[]) =>
  until(() => expect(texts(room)).toEqual(expected))

describe('a room over the live connection', () => {
  it('begins with its history and goes on live, with nothing between them', async () => {
    platform.say('tea', 'one')
    const room = await opened()
    platform.say('tea', 'two')

    await shows(room, 'one', 'two')
    expect(platform.names('room:join')).toEqual([{ room: 'tea', since: 1 }])
  })

  it('loses and doubles nothing when the network breaks', async () => {
    const room = await opened()
    platform.say('tea', 'one')
    await shows(room, 'one')

    platform.breakConnections()
    platform.say('tea', 'two')
    await shows(room, 'one', 'two')
    platform.say('tea', 'three')

    await shows(room, 'one', 'two', 'three')
    expect(platform.names('room:join').at(-1)).toEqual({ room: 'tea', since: 1 })
  })

  it('waits for a platform that is away and comes back by itself', async () => {
    const room = await opened()
    const { live } = clients[0]!
    await platform.end()
    await until(() => expect(live.state).toBe('waiting'))
    platform.say('tea', 'while away')

    await platform.begin()

    await shows(room, 'while away')
    expect(live.state).toBe('live')
  })

  it('shows once what it is told twice', async () => {
    const room = await opened()
    platform.say('tea', 'one')
    platform.stream('tea').forEach((event) => platform.tell('tea', event))
    platform.say('tea', 'two')

    await shows(room, 'one', 'two')
  })

  it('asks for what is missing, once for many rooms', async () => {
    const chat = client()
    const tea = await opened(chat)
    const milk = open(chat, 'milk')
    await until(() => expect(platform.names('room:join')).toHaveLength(2))
    platform.lost.add(1).add(2)
    for (const name of ['tea', 'milk']) for (const text of ['one', 'two', 'three']) platform.say(name, text)

    await shows(tea, 'one', 'two', 'three')
    await shows(milk, 'one', 'two', 'three')
    expect(platform.names('sync')).toEqual([
      { rooms: [{ room: 'tea', seq: 0 }, { room: 'milk', seq: 0 }] },
    ])
  })

  it('hears by the digest that it has fallen silent', async () => {
    const room = await opened()
    platform.lost.add(1)
    platform.say('tea', 'unheard')
    platform.tellAll('room:heads', { heads: [{ room: 'tea', seq: 1 }] })

    await shows(room, 'unheard')
  })

  it('pulls what it missed when it was too slow, and says so meanwhile', async () => {
    const room = await opened()
    const lagged: boolean[] = []
    platform.lost.add(1)
    platform.say('tea', 'unheard')
    clients[0]!.live.on('lagging', () => lagged.push(room.lagging))
    platform.tellAll('lagging', { room: 'tea', head: 1 })

    await shows(room, 'unheard')
    expect(room.lagging).toBe(false)
    expect(lagged).toHaveLength(1)
  })

  it('begins anew when it was away for too long', async () => {
    platform.say('tea', 'old')
    const room = await opened()
    await shows(room, 'old')
    platform.breakConnections()
    for (let i = 0; i < 250; i++) platform.say('tea', `message ${i}`)

    await until(() => expect(texts(room)).toHaveLength(50))
    expect(room.moreBefore).toBe(true)
    await room.earlier()
    expect(texts(room)).toHaveLength(100)
  })

  it('pages back through its history', async () => {
    for (let i = 0; i < 70; i++) platform.say('tea', `message ${i}`)
    const room = await opened()
    await until(() => expect(texts(room)).toHaveLength(50))

    await Promise.all([room.earlier(), room.earlier()])

    expect(texts(room)).toHaveLength(70)
    expect(room.moreBefore).toBe(false)
  })

  it('says why it is not let into a room', async () => {
    platform.members.clear()
    const room = await opened()

    await until(() => expect(room.refused).toMatchObject({ message: 'not-a-member' }))
  })

  it('leaves a room that nobody looks at any more', async () => {
    const room = await opened()
    room.close()

    await until(() => expect(platform.names('room:leave')).toEqual([{ room: 'tea' }]))
  })

  it('knows who is typing until they have said it', async () => {
    const room = await opened()
    const user = { id: 'ben', name: 'Ben', kind: 'guest' }
    platform.tellAll('chat:typing', { room: 'tea', user, typing: true })
    await until(() => expect([...room.typing.values()]).toEqual(['Ben']))

    platform.say('tea', 'one')

    await until(() => expect(room.typing.size).toBe(0))
  })
})

describe('the connection', () => {
  it('renews a token that is called expired at the door', async () => {
    platform.tokens.delete('token-1')
    const room = await opened()
    platform.say('tea', 'one')

    await shows(room, 'one')
  })

  it('renews its token in place before it ends, and misses nothing', async () => {
    const room = await opened(client(undefined, 31_500, { renewAheadMillis: 30_500 }))

    await until(() => expect(platform.names('auth:renew')).toEqual([{ token: 'token-2' }]))
    platform.say('tea', 'one')
    await shows(room, 'one')
    expect(platform.connections).toBe(1)
  })

  it('comes back with a new token when it was cut', async () => {
    const room = await opened()
    platform.tokens.clear()
    platform.cut()
    platform.say('tea', 'one')

    await shows(room, 'one')
    expect(clients[0]!.sessions.current?.accessToken).toBe('token-2')
  })

  it('stops trying when the session has been ended', async () => {
    await opened()
    const { live } = clients[0]!
    platform.renewable = false
    platform.tokens.clear()
    platform.cut()

    await until(() => expect(live.state).toBe('refused'))
    expect(live.refusal?.is('session-revoked')).toBe(true)
    expect(clients[0]!.sessions.current).toBeUndefined()
  })

  it('comes again when the platform is too busy to let it in', async () => {
    platform.refusals.push('busy', 'unavailable')
    const room = await opened()
    platform.say('tea', 'one')

    await shows(room, 'one')
  })

  it('goes away when it is asked to, and comes back when it was told to', async () => {
    const room = await opened()
    const { live } = clients[0]!
    const told = Date.now()
    platform.tellAll('go-away', { afterMillis: 500 })
    await until(() => expect(live.state).toBe('waiting'))
    platform.say('tea', 'one')

    await shows(room, 'one')
    expect(Date.now() - told).toBeGreaterThanOrEqual(490)
    expect(platform.connections).toBe(2)
  })
})

describe('the outbox', () => {
  it('sends in the order of writing', async () => {
    const room = await opened()
    const { outbox } = clients[0]!
    for (const text of ['one', 'two', 'three']) outbox.add({ room: 'tea', text })
    expect(outbox.of('tea').map((letter) => letter.state)).toEqual(['sending', 'sending', 'sending'])

    await shows(room, 'one', 'two', 'three')
    await until(() => expect(outbox.of('tea')).toEqual([]))
  })

  it('sends once although the answer got lost', async () => {
    const room = await opened()
    platform.lostAnswers = 1
    clients[0]!.outbox.add({ room: 'tea', text: 'one' })
    clients[0]!.outbox.add({ room: 'tea', text: 'two' })

    await until(() => expect(clients[0]!.outbox.of('tea')).toEqual([]))
    await shows(room, 'one', 'two')
    expect(platform.texts('tea')).toEqual(['one', 'two'])
    expect(platform.names('chat:send')).toHaveLength(3)
  })

  it('survives a reload while the platform is away', async () => {
    const box = boxOf()
    await opened(client(box))
    await platform.end()
    clients[0]!.outbox.add({ room: 'tea', text: 'written offline' })
    await until(() => expect(clients[0]!.outbox.of('tea')[0]).toMatchObject({ state: 'waiting' }))
    const { clientId } = clients[0]!.outbox.of('tea')[0]!
    clients[0]!.live.close()

    const reloaded = client(box)
    expect(reloaded.outbox.of('tea')[0]).toMatchObject({ clientId, text: 'written offline' })
    await platform.begin()
    await opened(reloaded)

    await until(() => expect(platform.texts('tea')).toEqual(['written offline']))
    await until(() => expect(reloaded.outbox.of('tea')).toEqual([]))
  })

  it('tries again after a while, and not all the time', async () => {
    const box = boxOf()
    await platform.end()
    const { outbox } = client(box)
    const asked = vi.spyOn(globalThis, 'fetch')
    outbox.add({ room: 'tea', text: 'one' })
    outbox.add({ room: 'tea', text: 'two' })
    await until(() => expect(outbox.of('tea').map((letter) => letter.state)).toEqual(['waiting', 'waiting']))
    await new Promise((resolve) => setTimeout(resolve, 300))

    expect(asked.mock.calls.length).toBeLessThan(4)
    asked.mockRestore()
    await platform.begin()
  })

  it('says a thing once though two tabs share it', async () => {
    const box = boxOf()
    const [one, other] = [client(box), client(box)]
    await platform.end()
    one!.outbox.add({ room: 'tea', text: 'one' })
    other!.outbox.add({ room: 'tea', text: 'two' })
    await platform.begin()
    one!.live.connect()
    other!.live.connect()

    await until(() => expect(one!.outbox.of('tea')).toEqual([]))
    expect(platform.texts('tea').toSorted()).toEqual(['one', 'two'])
  })

  it('keeps what was refused for the person, and goes on with the rest', async () => {
    const room = await opened()
    const { outbox } = clients[0]!
    platform.sendRefusals.set('rude', 'muted')
    outbox.add({ room: 'tea', text: 'rude' })
    outbox.add({ room: 'tea', text: 'polite' })

    await shows(room, 'polite')
    const [failed] = outbox.of('tea')
    expect(failed).toMatchObject({ state: 'failed', problem: { type: '/problems/muted' } })

    platform.sendRefusals.clear()
    outbox.retry(failed!.clientId)
    await shows(room, 'polite', 'rude')
  })

  it("leaves somebody else's letters alone", async () => {
    const box = boxOf()
    box.setItem('chat.outbox.x', JSON.stringify({ clientId: 'x', by: 'zoe', room: 'tea', text: 'hers', at: 1, state: 'sending' }))
    await opened(client(box))
    clients[0]!.outbox.add({ room: 'tea', text: 'mine' })

    await until(() => expect(platform.texts('tea')).toEqual(['mine']))
    expect(box.getItem('chat.outbox.x')).not.toBeNull()
  })
})

function boxOf(): LetterBox {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}
