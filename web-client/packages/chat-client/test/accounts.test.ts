import { describe, expect, it } from 'vitest'
import { ChatClient } from '../src'
import { fakeGateway, sessionUntil, vaultOf, type Handler } from './fake-gateway'

const FAR = Date.now() + 3_600_000
const answer = (more: object): Handler => () => ({
  body: {
    accessToken: 'new-access',
    expiresIn: 600,
    user: { id: 'ann', displayName: 'Ann', kind: 'person' },
    ...more,
  },
})

describe('an account', () => {
  it('is the session from its login on', async () => {
    const vault = vaultOf()
    const { fetch } = fakeGateway({ 'POST /api/v1/auth/login': answer({ refreshToken: 'new-refresh' }) })

    await new ChatClient(vault, { fetch }).accounts.login({ login: 'ann', password: 'secret' })

    expect(vault.read()).toMatchObject({ refreshToken: 'new-refresh', user: { kind: 'person' } })
  })

  it('that was a guest keeps the refresh token it had', async () => {
    const vault = vaultOf(sessionUntil(FAR))
    const { fetch } = fakeGateway({
      'POST /api/v1/auth/upgrade': (request) => {
        expect(request.headers.get('Authorization')).toBe('Bearer old-access')
        return answer({})(request)
      },
    })

    await new ChatClient(vault, { fetch }).accounts.upgrade({ email: 'a@b.c', username: 'ann', password: 'x' })

    expect(vault.read()).toMatchObject({
      accessToken: 'new-access',
      refreshToken: 'old-refresh',
      user: { kind: 'person' },
    })
  })

  it('shows its new name at once', async () => {
    const vault = vaultOf(sessionUntil(FAR))
    const { fetch } = fakeGateway({ 'PATCH /api/v1/users/me': () => ({ body: { displayName: 'Ada' } }) })

    await new ChatClient(vault, { fetch }).accounts.change({ displayName: 'Ada' })

    expect(vault.read()).toMatchObject({ accessToken: 'old-access', user: { name: 'Ada' } })
  })

  it('asks for a new password without saying who is logged in', async () => {
    const { fetch } = fakeGateway({
      'POST /api/v1/auth/password/forgot': (request) => {
        expect(request.headers.has('Authorization')).toBe(false)
        return { status: 202 }
      },
    })

    await new ChatClient(vaultOf(sessionUntil(FAR)), { fetch }).accounts.forgotPassword('ann@example.org')
  })

  it('is gone from this client once it is deleted', async () => {
    const vault = vaultOf(sessionUntil(FAR))
    const { fetch } = fakeGateway({ 'DELETE /api/v1/users/me': () => ({ status: 204 }) })

    await new ChatClient(vault, { fetch }).accounts.remove('secret')

    expect(vault.read()).toBeUndefined()
  })

  it('whose login was ended elsewhere is forgotten, and one that was refused is not', async () => {
    const vault = vaultOf(sessionUntil(FAR))
    let slug = 'bad-credentials'
    const { fetch } = fakeGateway({
      'PUT /api/v1/users/me/password': () => ({
        status: 401,
        body: { type: `/problems/${slug}`, title: 'No', status: 401 },
      }),
    })
    const { accounts } = new ChatClient(vault, { fetch })

    await expect(accounts.changePassword('old', 'new')).rejects.toThrow('No')
    expect(vault.read()).toBeDefined()

    slug = 'session-revoked'
    await expect(accounts.changePassword('old', 'new')).rejects.toThrow('No')
    expect(vault.read()).toBeUndefined()
  })
})
