// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { boxOf, client, clients, opened, platform, shows, until } from './evening'

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
