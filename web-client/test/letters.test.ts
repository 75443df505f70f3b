import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import LetterPage from '../src/pages/LetterPage.vue'
import { texts } from '../src/texts'

const fetched = vi.spyOn(globalThis, 'fetch')
const page = (props: { purpose: 'verify' | 'forgot' | 'reset'; token?: string }) =>
  mount(LetterPage, { props, global: { stubs: { RouterLink: true } } })
const body = () => JSON.parse(String(fetched.mock.calls[0]![1]!.body))

describe('what the links in letters lead to', () => {
  afterEach(() => fetched.mockReset())

  it('confirms an address on a click and not before', async () => {
    fetched.mockResolvedValue(new Response(null, { status: 204 }))
    const shown = page({ purpose: 'verify', token: 'abc' })
    expect(fetched).not.toHaveBeenCalled()

    await shown.find('form').trigger('submit')
    await flushPromises()

    expect(fetched.mock.calls[0]![0]).toBe('/api/v1/auth/email/verify')
    expect(body()).toEqual({ token: 'abc' })
    expect(shown.text()).toContain(texts.letters.verify.done)
  })

  it('sets a new password, and says what is wrong with one', async () => {
    const problem = { type: '/problems/invalid-request', title: 'No', status: 400, errors: [{ field: 'newPassword', detail: 'is too common' }] }
    fetched.mockResolvedValueOnce(new Response(JSON.stringify(problem), { status: 400 }))
    const shown = page({ purpose: 'reset', token: 'abc' })
    await shown.find('input').setValue('password123')

    await shown.find('form').trigger('submit')
    await flushPromises()

    expect(body()).toEqual({ token: 'abc', newPassword: 'password123' })
    expect(shown.find('[role=alert]').text()).toContain('This is too common')
    expect(shown.find('form > button').attributes('disabled')).toBeUndefined()
  })

  it('asks for a letter with the address as it is meant', async () => {
    fetched.mockResolvedValue(new Response(null, { status: 202 }))
    const shown = page({ purpose: 'forgot' })
    await shown.find('input').setValue(' ada@example.org ')
    await shown.find('form').trigger('submit')
    await flushPromises()

    expect(body()).toEqual({ email: 'ada@example.org' })
    expect(shown.text()).toContain(texts.letters.forgot.done)
  })

  it('says that a link is not whole', () => {
    expect(page({ purpose: 'reset' }).text()).toContain(texts.letters.incomplete)
    expect(fetched).not.toHaveBeenCalled()
  })
})
