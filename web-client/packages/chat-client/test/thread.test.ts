// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { OpenRoom, OpenThread } from '../src'
import { opened, platform, shows, texts, until } from './evening'

const ben = { id: 'ben', name: 'Ben', kind: 'guest' } as const
const reply = (text: string, thread = 'tea-1') => platform.say('tea', text, `in-${text}`, ben, { thread })
const said = (thread: OpenThread) => thread.replies.map((message) => message.text)

async function openedThread(room: OpenRoom, root = 'tea-1'): Promise<OpenThread> {
  const thread = room.openThread(root, () => {})
  await until(() => expect(thread.loaded || thread.refused !== undefined).toBe(true))
  return thread
}

describe('a thread of an open room', () => {
  it('shows its replies alone, and those that come live', async () => {
    platform.say('tea', 'root')
    reply('one')
    platform.say('tea', 'beside')
    const room = await opened()
    const thread = await openedThread(room)
    expect(thread.rootMessage?.text).toBe('root')
    expect(said(thread)).toEqual(['one'])

    platform.say('tea', 'other root')
    reply('two')
    reply('elsewhere', 'tea-4')

    await until(() => expect(said(thread)).toEqual(['one', 'two']))
    expect(thread.view.messages.map(({ text }) => text)).toEqual(['root', 'one', 'two'])
  })

  it('misses nothing that is said while it is asked for', async () => {
    platform.say('tea', 'root')
    reply('one')
    const room = await opened()
    await shows(room, 'root', 'one')
    platform.whileThreadIsRead.push(() => void reply('meanwhile'))

    const thread = await openedThread(room)

    await until(() => expect(said(thread)).toEqual(['one', 'meanwhile']))
  })

  it('takes in what became of its replies, as the room does', async () => {
    platform.say('tea', 'root')
    const { id } = reply('one')
    const room = await opened()
    const thread = await openedThread(room)
    const data = { room: 'tea', seq: 3, message: id, by: ben, text: 'won', editedAt: '2026-03-02T10:00:00Z' }
    platform.stream('tea').push({ event: 'chat:edited', data })
    platform.tell('tea', platform.stream('tea')[2]!)

    await until(() => expect(thread.replies[0]).toMatchObject({ text: 'won', edited: true }))
  })

  it('loses and doubles nothing when the network breaks', async () => {
    platform.say('tea', 'root')
    const room = await opened()
    await shows(room, 'root')
    const thread = await openedThread(room)

    platform.breakConnections()
    reply('one')
    platform.say('tea', 'beside')
    reply('two')

    await until(() => expect(said(thread)).toEqual(['one', 'two']))
    expect(texts(room)).toEqual(['root', 'one', 'beside', 'two'])
  })

  it('is read anew when too much was missed', async () => {
    platform.say('tea', 'root')
    const room = await opened()
    const thread = await openedThread(room)
    reply('first')
    await until(() => expect(said(thread)).toEqual(['first']))

    for (let seq = 3; seq < 300; seq++) platform.lost.add(seq)
    for (let seq = 3; seq < 260; seq++) platform.say('tea', `${seq}`)
    reply('last')
    platform.tellAll('room:heads', { heads: [{ room: 'tea', seq: 260 }] })

    await until(() => expect(said(thread)).toEqual(['first', 'last']))
    expect(thread.rootMessage?.text).toBe('root')
  })

  it('goes back page by page', async () => {
    platform.say('tea', 'root')
    for (let count = 1; count <= 120; count++) reply(`${count}`)
    const thread = await openedThread(await opened())
    expect(said(thread)).toHaveLength(50)

    await thread.earlier()
    await thread.earlier()

    expect(said(thread)).toEqual(Array.from({ length: 120 }, (_, index) => `${index + 1}`))
    expect(thread.moreBefore).toBe(false)
  })

  it('says why it cannot be shown', async () => {
    const thread = await openedThread(await opened(), 'tea-7')

    expect(thread.refused).toMatchObject({ problem: { type: '/problems/message-not-found' } })
  })
})

describe('a date in a room', () => {
  const day = (number: number) => new Date(Date.UTC(2026, 0, number))
  const sayOn = (number: number) =>
    platform.say('tea', `day ${number}`, undefined, ben, { sentAt: day(number).toISOString() })

  it('is found in few questions, wherever it is', async () => {
    for (let number = 1; number <= 1_000; number += 2) sayOn(number)
    const room = await opened()
    await until(() => expect(room.view.messages).toHaveLength(50))
    platform.pages = 0

    expect(await room.firstSince(day(1))).toBe(1)
    expect(await room.firstSince(day(200))).toBe(101)
    expect(await room.firstSince(day(201))).toBe(101)
    expect(await room.firstSince(day(902))).toBe(452)
    expect(platform.pages).toBeLessThan(4 * 10)
    expect(await room.firstSince(day(950))).toBe(476)
    expect(await room.firstSince(day(1_000))).toBeUndefined()
  })

  it('is found in a room that is wholly there without a question', async () => {
    sayOn(5)
    sayOn(6)
    const room = await opened()
    await shows(room, 'day 5', 'day 6')
    platform.pages = 0

    expect(await room.firstSince(day(1))).toBe(1)
    expect(await room.firstSince(day(6))).toBe(2)
    expect(platform.pages).toBe(0)
  })
})
