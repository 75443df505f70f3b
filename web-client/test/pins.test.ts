import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Message } from '@chat/client'
import { chat } from '../src/chat'
import PinnedMessages from '../src/components/PinnedMessages.vue'
import { texts } from '../src/texts'

const message = (seq: number, text: string): Message => ({
  id: `m${seq}`, room: 'garden', seq, clientId: `${seq}`, sender: { id: 'bob', name: 'Bob', kind: 'person' },
  text, sentAt: '2026-01-02T00:00:00Z',
})
const pinned = vi.spyOn(chat, 'pinned')
const opened = () => mount(PinnedMessages, { props: { room: 'garden', me: 'Ann', marks: 'm1' } })

beforeEach(() => {
  pinned.mockReset()
})

describe('the list of what is pinned', () => {
  it('has the newest first, and says when there is nothing', async () => {
    pinned.mockResolvedValueOnce([message(1, 'tea'), message(2, 'cake')]).mockResolvedValueOnce([])
    const list = opened()
    await flushPromises()
    expect(list.findAll('li p').map((each) => each.text())).toEqual(['cake', 'tea'])

    await list.setProps({ marks: '' })
    await flushPromises()
    expect(list.text()).toContain(texts.room.pins.none)
  })

  it('shows the last answer, however late an earlier one comes', async () => {
    let answer!: (messages: Message[]) => void
    pinned.mockReturnValueOnce(new Promise((resolve) => (answer = resolve))).mockResolvedValueOnce([message(2, 'cake')])
    const list = opened()
    await list.setProps({ marks: 'm2' })
    await flushPromises()
    answer([message(1, 'tea')])
    await flushPromises()

    expect(list.text()).toContain('cake')
    expect(list.text()).not.toContain('tea')
  })

  it('keeps what is right when an earlier question fails late', async () => {
    let fail!: (error: Error) => void
    pinned.mockReturnValueOnce(new Promise((_, reject) => (fail = reject))).mockResolvedValueOnce([message(2, 'cake')])
    const list = opened()
    await list.setProps({ marks: 'm2' })
    await flushPromises()
    fail(new Error('late'))
    await flushPromises()

    expect(list.find('[role="alert"]').exists()).toBe(false)
    expect(list.text()).toContain('cake')
  })
})
