import type { UserRef } from '@chat/client'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { chat, SESSION_KEY } from '../chat'
import { randomNickname } from '../nickname'

/** Who sits in front of this browser. */
export const useSession = defineStore('session', () => {
  const me = ref<UserRef | undefined>(chat.sessions.current?.user)
  const nickname = ref(randomNickname())
  const known = computed(() => me.value !== undefined)

  // another tab began or ended the session
  addEventListener('storage', (event) => {
    if (event.key === SESSION_KEY) refresh()
  })

  function refresh(): void {
    me.value = chat.sessions.current?.user
  }

  /** Makes sure that there is somebody: a guest of the chosen nickname, unless somebody is here already. */
  async function ensure(): Promise<void> {
    if (!chat.sessions.current) await chat.sessions.startGuest(nickname.value.trim())
    refresh()
  }

  /** Leaves this session behind; a platform that is away cannot keep anybody in it. */
  async function end(): Promise<void> {
    nickname.value = randomNickname()
    await chat.sessions.end().catch(() => undefined)
    refresh()
  }

  return { me, known, nickname, ensure, end, refresh }
})
