import type { Credentials, Registration, UserRef } from '@chat/client'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { chat, SESSION_KEY } from '../chat'
import { randomNickname } from '../nickname'

/** Who sits in front of this browser. */
export const useSession = defineStore('session', () => {
  const me = ref<UserRef | undefined>(chat.sessions.current?.user)
  const nickname = ref(randomNickname())
  const known = computed(() => me.value !== undefined)
  const guest = computed(() => me.value?.kind === 'guest')
  const person = computed(() => known.value && !guest.value)

  // the session has begun, changed or ended, in whichever tab
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

  const login = (credentials: Credentials) => chat.accounts.login(credentials)

  /** A guest who is here becomes the account, so that nothing of theirs is lost. */
  const register = (registration: Registration) =>
    guest.value ? chat.accounts.upgrade(registration) : chat.accounts.register(registration)

  /** Leaves this session behind; a platform that is away cannot keep anybody in it. */
  async function end(): Promise<void> {
    nickname.value = randomNickname()
    await chat.sessions.end().catch(() => undefined)
    refresh()
  }

  return { me, known, guest, person, nickname, ensure, login, register, end, refresh }
})
