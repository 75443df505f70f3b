import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { encode } from 'uqr'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Refused, type Profile, type Session } from '@chat/client'
import { chat, SESSION_KEY } from '../src/chat'
import QrCode from '../src/components/QrCode.vue'
import { router } from '../src/router'
import DataSettings from '../src/settings/DataSettings.vue'
import KeySettings from '../src/settings/KeySettings.vue'
import LoginSettings from '../src/settings/LoginSettings.vue'
import ProfileSettings from '../src/settings/ProfileSettings.vue'
import SecondFactorSettings from '../src/settings/SecondFactorSettings.vue'
import { useAccount } from '../src/stores/account'
import { texts } from '../src/texts'

const { settings } = texts
const profile: Profile = {
  id: 'ann', kind: 'person', username: 'ann', email: 'ann@example.org', emailVerified: false,
  displayName: 'Ann', about: 'Old words', roles: [], createdAt: '',
}
const wrongPassword = new Refused({ type: '/problems/bad-credentials', title: '', status: 401 })

const spied = {
  profile: vi.spyOn(chat.accounts, 'profile'),
  change: vi.spyOn(chat.accounts, 'change'),
  logins: vi.spyOn(chat.accounts, 'logins'),
  endLogin: vi.spyOn(chat.accounts, 'endLogin'),
  propose: vi.spyOn(chat.accounts, 'proposeSecondFactor'),
  confirm: vi.spyOn(chat.accounts, 'confirmSecondFactor'),
  keys: vi.spyOn(chat.accounts, 'keys'),
  makeKey: vi.spyOn(chat.accounts, 'makeKey'),
  remove: vi.spyOn(chat.accounts, 'remove'),
}

function here(kind: 'person' | 'guest' = 'person') {
  const session: Session = { user: { id: 'ann', name: 'Ann', kind }, accessToken: '', refreshToken: '', accessEnds: 0 }
  localStorage.setItem(SESSION_KEY, JSON.stringify(session))
  setActivePinia(createPinia())
}
const shown = async (part: object) => {
  const page = mount(part, { global: { plugins: [router] } })
  await flushPromises()
  return page
}
const fieldOf = (page: VueWrapper, label: string) => {
  const found = page.findAll('label').find((each) => each.text().startsWith(label))!
  return page.find(`[id="${found.attributes('for')}"]`)
}
const submit = async (page: VueWrapper) => {
  await page.find('form').trigger('submit')
  await flushPromises()
}

beforeEach(() => {
  Object.values(spied).forEach((spy) => spy.mockReset())
  spied.profile.mockResolvedValue(profile)
  here()
})

describe('the settings', () => {
  it('change a profile, and take away what was emptied', async () => {
    spied.change.mockImplementation((wish) => Promise.resolve({ ...profile, ...wish }))
    const page = await shown(ProfileSettings)
    await fieldOf(page, settings.profile.about).setValue('')
    await submit(page)

    expect(spied.change).toHaveBeenCalledWith(expect.objectContaining({ displayName: 'Ann', about: '' }))
    expect(page.text()).toContain(texts.forms.saved)
  })

  it('colour the page as was chosen, or as the system has it', async () => {
    const page = await shown(ProfileSettings)
    const themes = page.findAll('input[name=theme]')

    await themes[2]!.setValue()
    expect(document.documentElement.dataset['theme']).toBe('dark')

    await themes[0]!.setValue()
    expect(document.documentElement.dataset['theme']).toBeUndefined()
    expect(localStorage.getItem('chat.theme')).toBeNull()
  })

  it('set a second factor up: password, secret, first code, recovery codes', async () => {
    useAccount().secondFactor = { enabled: false, recoveryCodesLeft: 0 }
    const page = await shown(SecondFactorSettings)
    const words = settings.security.factor

    spied.propose.mockRejectedValueOnce(wrongPassword)
    await fieldOf(page, settings.security.password.now).setValue('secret')
    await submit(page)
    expect(page.find('[role=alert]').text()).toBe(settings.security.password.wrong)

    spied.propose.mockResolvedValue({ secret: 'JBSWY3DPEHPK3PXP', uri: 'otpauth://totp/chat:ann?secret=JBSWY3DPEHPK3PXP' })
    await submit(page)
    expect(page.text()).toContain('JBSW Y3DP EHPK 3PXP')
    expect(page.find('a').attributes('href')).toContain('otpauth:')

    spied.confirm.mockResolvedValue(['AAAA-BBBB', 'CCCC-DDDD'])
    await fieldOf(page, words.code).setValue(' 123456 ')
    await submit(page)
    expect(spied.confirm).toHaveBeenCalledWith('123456')
    expect(page.findAll('.codes li').map((each) => each.text())).toEqual(['AAAA-BBBB', 'CCCC-DDDD'])
    expect(page.text()).not.toContain('JBSW')

    await page.findAll('button').find((each) => each.text() === words.kept)!.trigger('click')
    expect(page.text()).toContain(words.left(2))
    expect(page.text()).not.toContain('AAAA')
  })

  it('draw the very code that cameras read', () => {
    const text = 'otpauth://totp/chat:ann?secret=JBSWY3DPEHPK3PXP'
    const dark = encode(text, { border: 3 }).data.flat().filter(Boolean).length

    const path = mount(QrCode, { props: { text, label: 'code' } }).find('path').attributes('d')!
    expect(path.match(/M/g)).toHaveLength(dark)
  })

  it('end another login, and never offer to end this one alone', async () => {
    const login = (id: string, current: boolean) => ({
      id, current, device: `${id} on Linux`, createdAt: '2026-01-01', lastUsedAt: '2026-01-02', expiresAt: '2026-02-01',
    })
    spied.logins.mockResolvedValueOnce([login('Firefox', true), login('Chrome', false)]).mockResolvedValue([login('Firefox', true)])
    spied.endLogin.mockResolvedValue(undefined)
    const page = await shown(LoginSettings)
    expect(page.find(`[aria-label="${settings.logins.end('Firefox on Linux')}"]`).exists()).toBe(false)

    await page.find(`[aria-label="${settings.logins.end('Chrome on Linux')}"]`).trigger('click')
    await flushPromises()

    expect(spied.endLogin).toHaveBeenCalledWith('Chrome')
    expect(page.findAll('li')).toHaveLength(1)
    expect(page.text()).not.toContain(settings.logins.endOthers)
  })

  it('show a new token once and keep no trace of it', async () => {
    spied.keys.mockResolvedValue([])
    spied.makeKey.mockResolvedValue({
      id: 'key', label: 'build', scopes: ['read'], createdAt: '', lastUsedAt: '', expiresAt: '2027-01-01', token: 'chat_pat_x',
    })
    const page = await shown(KeySettings)
    await fieldOf(page, settings.keys.label).setValue('build')
    await submit(page)

    expect(spied.makeKey).toHaveBeenCalledWith('build', ['read'], 90)
    expect(page.text()).toContain('chat_pat_x')
    expect(JSON.stringify(useAccount().keys)).not.toContain('chat_pat_x')
  })

  it('delete nothing before it was meant, and ask a guest for no password', async () => {
    const page = await shown(DataSettings)
    const button = () => page.find('button.grave')
    expect(button().attributes('disabled')).toBeDefined()
    spied.remove.mockRejectedValue(wrongPassword)
    await page.find('input[type=checkbox]').setValue(true)
    await fieldOf(page, settings.data.password).setValue('wrong')
    await submit(page)
    expect(page.find('[role=alert]').text()).toBe(settings.security.password.wrong)

    here('guest')
    const guests = await shown(DataSettings)
    await guests.find('input[type=checkbox]').setValue(true)
    spied.remove.mockResolvedValue(undefined)
    await submit(guests)
    expect(spied.remove).toHaveBeenLastCalledWith(undefined)
  })

  it('show a guest no part that takes an account', async () => {
    here('guest')
    await router.push('/settings/security')
    expect(router.currentRoute.value.path).toBe('/settings')
  })
})
