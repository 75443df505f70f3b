// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { client, clients, open, opened, platform, shows, texts, until } from './evening'

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

  it('tells that the person is no longer a member', async () => {
    const room = await opened()
    const member = { id: 'ann', name: 'Ann', kind: 'guest' } as const
    platform.tell('tea', { event: 'room:member-left', data: { room: 'tea', seq: 1, member } })

    await until(() => expect(room.refused).toMatchObject({ problem: { type: '/problems/not-a-member' } }))
  })

  it('asks for a room of which it hears nothing any more, and finds out that it was removed from it', async () => {
    const room = await opened(client(undefined, undefined, { quietMillis: 100 }))
    platform.members.clear()

    await until(() => expect(room.refused).toMatchObject({ problem: { type: '/problems/not-a-member' } }))
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
