import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createRouter, createMemoryHistory } from 'vue-router'
import type { Component } from 'vue'
import { Refused, type Problem } from '@chat/client'
import { chat } from '../src/chat'
import LoginPage from '../src/pages/LoginPage.vue'
import RegisterPage from '../src/pages/RegisterPage.vue'
import { texts } from '../src/texts'

const refused = (slug: string, status: number, more: Partial<Problem> = {}, wait?: number) =>
  new Refused({ type: `/problems/${slug}`, title: slug, status, ...more }, wait)

function shown(page: Component, props = {}) {
  const blank = { template: '<p />' }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:any(.*)*', component: blank }],
  })
  return mount(page, { props, attachTo: document.body, global: { plugins: [router] } })
}
const field = (page: VueWrapper, label: string) => {
  const found = page.findAll('label').find((each) => each.text() === label)!
  return page.find(`[id="${found.attributes('for')}"]`)
}
const complaint = (page: VueWrapper, label: string) => {
  const ids = field(page, label).attributes('aria-describedby') ?? ''
  const wrong = ids.split(' ').find((id) => id.endsWith('-error'))
  return wrong && page.find(`[id="${wrong}"]`).text()
}

describe('logging in', () => {
  const words = texts.account.login
  const login = vi.spyOn(chat.accounts, 'login')
  beforeEach(() => {
    setActivePinia(createPinia())
    login.mockReset()
  })

  async function tried() {
    const page = shown(LoginPage)
    await field(page, words.login).setValue(' ann ')
    await field(page, words.password).setValue('secret')
    await page.find('form').trigger('submit')
    await flushPromises()
    return page
  }

  it('says at the password that it is wrong', async () => {
    login.mockRejectedValue(refused('bad-credentials', 401))
    const page = await tried()

    expect(login).toHaveBeenCalledWith({ login: 'ann', password: 'secret' })
    expect(complaint(page, words.password)).toBe(words.wrong)
    expect(field(page, words.password).attributes('aria-invalid')).toBe('true')
  })

  it('asks for a code when the account has a second factor, and blames the code when that is wrong', async () => {
    login.mockRejectedValueOnce(refused('second-factor-required', 401))
    const page = await tried()
    expect(page.text()).toContain(words.codeLead)
    expect(page.find('[role=alert]').exists()).toBe(false)

    login.mockRejectedValueOnce(refused('bad-credentials', 401))
    await field(page, words.code).setValue('123456')
    await page.find('form').trigger('submit')
    await flushPromises()

    expect(login).toHaveBeenLastCalledWith({ login: 'ann', password: 'secret', code: '123456' })
    expect(complaint(page, words.code)).toBe(words.codeWrong)
  })

  it('says how long to wait after too many tries', async () => {
    login.mockRejectedValue(refused('too-many-requests', 429, {}, 8))

    expect((await tried()).find('[role=alert]').text()).toBe(texts.errors.wait(8))
  })

  it('follows a link to where somebody wanted to go, once they are in', async () => {
    const page = shown(LoginPage, { next: '/rooms/42' })
    login.mockImplementation(() => {
      const session = { user: { id: 'a', name: 'Ann', kind: 'person' as const }, accessToken: '', refreshToken: '', accessEnds: 0 }
      localStorage.setItem('chat.session', JSON.stringify(session))
      dispatchEvent(new StorageEvent('storage', { key: 'chat.session' }))
      return Promise.resolve(session)
    })
    await page.find('form').trigger('submit')
    await vi.waitFor(() => expect(page.vm.$router.currentRoute.value.fullPath).toBe('/rooms/42'))
    localStorage.clear()
  })
})

describe('registering', () => {
  const words = texts.account.register
  const register = vi.spyOn(chat.accounts, 'register')
  const upgrade = vi.spyOn(chat.accounts, 'upgrade')
  beforeEach(() => {
    localStorage.clear()
    setActivePinia(createPinia())
    register.mockReset()
    upgrade.mockReset()
  })

  async function tried() {
    const page = shown(RegisterPage)
    await field(page, words.email).setValue('ann@example.org')
    await field(page, words.username).setValue('ann')
    await field(page, words.password).setValue('password12')
    await page.find('form').trigger('submit')
    await flushPromises()
    return page
  }

  it('says at each field what the platform has against it', async () => {
    register.mockRejectedValue(
      refused('invalid-request', 400, {
        errors: [
          { field: 'password', detail: 'is too common: it would be among the first to be tried' },
          { field: 'username', detail: 'is taken' },
        ],
      }),
    )
    const page = await tried()

    expect(complaint(page, words.password)).toBe('This is too common: it would be among the first to be tried.')
    expect(complaint(page, words.username)).toBe('This is taken.')
    expect(complaint(page, words.email)).toBeUndefined()
    expect(page.findAll('[role=alert]')).toHaveLength(2)
  })

  it('shows what is wrong with a field that is not on the form', async () => {
    register.mockRejectedValue(
      refused('invalid-request', 400, { errors: [{ field: 'colour', detail: 'must be green' }] }),
    )

    expect((await tried()).text()).toContain('must be green')
  })

  it('turns a guest into an account', async () => {
    const guest = { user: { id: 'g', name: 'Calm Otter', kind: 'guest' }, accessToken: '', refreshToken: '', accessEnds: 0 }
    localStorage.setItem('chat.session', JSON.stringify(guest))
    setActivePinia(createPinia())
    upgrade.mockResolvedValue({} as never)
    const page = await tried()

    expect(upgrade).toHaveBeenCalledWith(expect.objectContaining({ username: 'ann', displayName: 'Calm Otter' }))
    expect(register).not.toHaveBeenCalled()
    expect(page.find('[role=status]').text()).toContain(words.done('ann@example.org'))
  })
})
