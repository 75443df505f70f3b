import { describe, expect, it } from 'vitest'
import { ChatClient } from '../src'
import { fakeGateway, sessionUntil, vaultOf } from './fake-gateway'

const client = (fetch: typeof globalThis.fetch) =>
  new ChatClient(vaultOf(sessionUntil(Date.now() + 3_600_000)), { fetch })

describe('rooms', () => {
  it('that are one’s own are read to the last page', async () => {
    const { fetch, asked } = fakeGateway({
      'GET /api/v1/rooms/mine': (request) =>
        new URL(request.url).searchParams.get('after')
          ? { body: { items: [{ id: 'b' }] } }
          : { body: { items: [{ id: 'a' }], next: 'a' } },
    })

    const mine = await client(fetch).rooms.mine()

    expect(mine.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(asked).toEqual(['GET /api/v1/rooms/mine?limit=100', 'GET /api/v1/rooms/mine?after=a&limit=100'])
  })

  it('are changed from the version that the reader saw', async () => {
    const { fetch } = fakeGateway({
      'PATCH /api/v1/rooms/garden': async (request) => {
        expect(request.headers.get('If-Match')).toBe('"7"')
        expect(await request.json()).toEqual({ topic: null })
        return { body: { id: 'garden', version: 8 } }
      },
    })

    expect(await client(fetch).rooms.change('garden', 7, { topic: null })).toMatchObject({ version: 8 })
  })

  it('say who is here for nobody without asking', async () => {
    const { fetch, asked } = fakeGateway({})

    expect(await client(fetch).people.presence([])).toEqual([])
    expect(asked).toEqual([])
  })
})
