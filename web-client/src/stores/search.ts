import { type Hit, type Message } from '@chat/client'
import { defineStore } from 'pinia'
import { computed, ref, shallowReactive } from 'vue'
import { chat } from '../chat'

const AROUND = 6

/** What was looked for in one's rooms, the newest first, and what was said around it. */
export const useSearch = defineStore('search', () => {
  const hits = ref<Hit[]>()
  /** False while the newest messages may be missing. */
  const complete = ref(true)
  const next = ref<string>()
  const more = computed(() => next.value !== undefined)
  const context = shallowReactive(new Map<string, Message[]>())
  let asked = { q: '', room: undefined as string | undefined }

  async function search(q: string, room?: string): Promise<void> {
    asked = { q, room }
    hits.value = next.value = undefined
    context.clear()
    if (q) await load()
  }

  const showMore = () => load(next.value)

  async function load(behind?: string): Promise<void> {
    const mine = asked
    const found = await chat.rooms.search({ ...mine, behind })
    if (mine !== asked) return // another search has begun meanwhile
    hits.value = behind ? [...(hits.value ?? []), ...found.hits] : found.hits
    next.value = found.next
    complete.value = found.complete
  }

  /** Shows what was said around a hit, or hides it again. */
  async function turn({ message }: Hit): Promise<void> {
    if (context.delete(message.id)) return
    context.set(message.id, await chat.rooms.around(message.room, message.seq, AROUND))
  }

  return { hits, complete, more, context, search, showMore, turn }
})
