import { describe, expect, it } from 'vitest'
import { ChatClient, isPassing, Refused, Unreachable } from '../src'
import { fakeGateway, sessionUntil, vaultOf, type Handler } from './fake-gateway'

const FAR = Date.now() + 3_600_000
const SOON = Date.now() + 1_000
const tokens: Handler = () => ({
  body: {
    accessToken: 'new-access',
    refreshToken: 'new-refresh',
    expiresIn: 600,
    user: { id: 'ann', displayName: 'Ann', kind: 'guest' },
  },
})
const page: Handler = () => ({ body: { room: 'room', head: 0, messages: [] } })
const HISTORY = 'GET /api/v1/rooms/room/messages'

describe('the client', () => {
  it('starts a guest with a nickname and keeps the session', async () => {
    const vault = vaultOf()
    const { fetch } = fakeGateway({
      'POST /api/v1/auth/guest': async (request) => {
        expect(await request.json()).toEqual({ nickname: 'Calm Otter' })
        return tokens(request)
      },
    })

    await new ChatClient(vault, { fetch }).sessions.startGuest('Calm Otter')

    expect(vault.read()).toMatchObject({ accessToken: 'new-access', user: { name: 'Ann' } })
  })

  it('renews a token that is about to end once for all requests that wait', async () => {
    const { fetch, asked } = fakeGateway({ 'POST /api/v1/auth/refresh': tokens, [HISTORY]: page })
    const client = new ChatClient(vaultOf(sessionUntil(SOON)), { fetch })

    await Promise.all([client.page('room'), client.page('room'), client.page('room')])

    expect(asked.filter((each) => each.includes('refresh'))).toHaveLength(1)
  })

  it('renews a token that the platform calls expired and asks again', async () => {
    const { fetch } = fakeGateway({
      'POST /api/v1/auth/refresh': tokens,
      [HISTORY]: (request) =>
        request.headers.get('Authorization') === 'Bearer new-access'
          ? page(request)
          : { status: 401, body: { type: '/problems/token-expired', title: '', status: 401 } },
    })

    const answer = await new ChatClient(vaultOf(sessionUntil(FAR)), { fetch }).page('room')

    expect(answer.messages).toEqual([])
  })

  it('takes the token that another tab has renewed meanwhile', async () => {
    const vault = vaultOf(sessionUntil(SOON))
    const { fetch, asked } = fakeGateway({ 'POST /api/v1/auth/refresh': tokens })
    const { sessions } = new ChatClient(vault, { fetch })
    vault.write({ ...sessionUntil(FAR), accessToken: 'from-another-tab' })

    expect(await sessions.renewed('old-access')).toBe('from-another-tab')
    expect(asked).toEqual([])
  })

  it('forgets a session that can no longer be renewed', async () => {
    const vault = vaultOf(sessionUntil(SOON))
    const { fetch } = fakeGateway({
      'POST /api/v1/auth/refresh': () => ({
        status: 401,
        body: { type: '/problems/session-revoked', title: 'Ended', status: 401 },
      }),
    })

    await expect(new ChatClient(vault, { fetch }).page('room')).rejects.toThrow(Refused)
    expect(vault.read()).toBeUndefined()
  })

  it('keeps the session while the platform is away', async () => {
    const vault = vaultOf(sessionUntil(SOON))
    const client = new ChatClient(vault, { fetch: () => Promise.reject(new TypeError('offline')) })

    await expect(client.page('room')).rejects.toThrow(Unreachable)
    expect(vault.read()).toBeDefined()
  })

  it('gives a refusal with its type, its reason and the time to wait', async () => {
    const { fetch } = fakeGateway({
      [HISTORY]: () => ({
        status: 429,
        headers: { 'Retry-After': '7' },
        body: { type: '/problems/too-many-requests', title: 'Slowly', status: 429, detail: 'Wait' },
      }),
    })

    const refused = await new ChatClient(vaultOf(sessionUntil(FAR)), { fetch })
      .page('room')
      .catch((error: unknown) => error as Refused)

    expect(refused).toMatchObject({ message: 'Wait', retryAfterSeconds: 7 })
    expect((refused as Refused).is('too-many-requests')).toBe(true)
    expect(isPassing(refused)).toBe(true)
  })

  it('joins a room by a code that may hold anything a person can type', async () => {
    const { fetch, asked } = fakeGateway({
      'POST /api/v1/codes/a%2Fb%20c/members': () => ({ body: { id: 'room' } }),
    })

    await new ChatClient(vaultOf(sessionUntil(FAR)), { fetch }).joinByCode('a/b c')

    expect(asked).toEqual(['POST /api/v1/codes/a%2Fb%20c/members'])
  })

  it('asks history for what comes after a seq', async () => {
    const { fetch, asked } = fakeGateway({ [HISTORY]: page })

    await new ChatClient(vaultOf(sessionUntil(FAR)), { fetch }).page('room', { after: 41 })

    expect(asked).toEqual([`${HISTORY}?after=41`])
  })
})
