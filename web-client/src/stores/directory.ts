import type { RoomCard } from '@chat/client'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { chat } from '../chat'

/** The public rooms, page by page. */
export const useDirectory = defineStore('directory', () => {
  const rooms = ref<RoomCard[]>()
  const next = ref<string>()
  const more = computed(() => next.value !== undefined)
  let asked = ''

  async function search(words: string): Promise<void> {
    asked = words
    rooms.value = next.value = undefined
    await load()
  }

  const showMore = () => load(next.value)

  async function load(after?: string): Promise<void> {
    const words = asked
    const page = await chat.rooms.directory(words, after)
    if (words !== asked) return // another search has begun meanwhile
    rooms.value = after ? [...(rooms.value ?? []), ...page.items] : page.items
    next.value = page.next
  }

  return { rooms, more, search, showMore }
})
