import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Hit, Hits, Message } from '@chat/client'
import { chat } from '../src/chat'
import SearchPage from '../src/pages/SearchPage.vue'
import { router } from '../src/router'
import { marked } from '../src/rooms/marked'
import { useSearch } from '../src/stores/search'
import { texts } from '../src/texts'

const message = (seq: number, text: string): Message => ({
  id: `m${seq}`, room: 'garden', seq, clientId: `${seq}`, sender: { id: 'bob', name: 'Bob', kind: 'person' },
  text, sentAt: '2026-01-02T00:00:00Z',
})
const hit = (seq: number, text: string, start: number, end: number): Hit => ({
  message: message(seq, text), snippet: { text, start: 0, found: [{ start, end }] },
})
const search = vi.spyOn(chat.rooms, 'search')
const around = vi.spyOn(chat.rooms, 'around')

beforeEach(() => {
  localStorage.clear()
  setActivePinia(createPinia())
  search.mockReset()
  around.mockReset()
})

describe('what was found', () => {
  it('is marked, each letter once, also where findings overlap', () => {
    const text = 'tomatoes and potatoes'
    const pieces = marked({ text, start: 0, found: [{ start: 13, end: 19 }, { start: 0, end: 4 }, { start: 2, end: 8 }] })

    expect(pieces.map((piece) => piece.text).join('')).toBe(text)
    expect(pieces.filter((piece) => piece.found).map((piece) => piece.text)).toEqual(['toma', 'toes', 'potato'])
  })

  it('goes on where the last page ended', async () => {
    search.mockResolvedValueOnce({ complete: true, hits: [hit(2, 'tea', 0, 3)], next: 'm2' })
    search.mockResolvedValueOnce({ complete: true, hits: [hit(1, 'tea', 0, 3)] })
    const store = useSearch()
    await store.search('tea')
    await store.showMore()

    expect(search).toHaveBeenLastCalledWith({ q: 'tea', room: undefined, behind: 'm2' })
    expect(store.hits!.map((each) => each.message.seq)).toEqual([2, 1])
    expect(store.more).toBe(false)
  })

  it('belongs to the last question, however late an earlier one is answered', async () => {
    let answer!: (hits: Hits) => void
    search.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
    search.mockResolvedValueOnce({ complete: true, hits: [hit(1, 'cake', 0, 4)] })
    const store = useSearch()
    const first = store.search('tea')
    await store.search('cake')
    answer({ complete: true, hits: [hit(2, 'tea', 0, 3)] })
    await first

    expect(store.hits!.map((each) => each.message.text)).toEqual(['cake'])
  })

  it('is shown among what was said around it', async () => {
    search.mockResolvedValue({ complete: false, hits: [hit(5, 'a cup of tea', 9, 12)] })
    around.mockResolvedValue([message(4, 'What would you like?'), message(5, 'a cup of tea')])
    const page = mount(SearchPage, { props: { q: 'tea' }, global: { plugins: [router] } })
    await flushPromises()
    expect(page.find('mark').text()).toBe('tea')
    expect(page.text()).toContain(texts.search.incomplete)

    await page.find('button.plain').trigger('click')
    await flushPromises()
    expect(page.text()).toContain('What would you like?')

    await page.find('button.plain').trigger('click')
    expect(page.text()).not.toContain('What would you like?')
  })
})
