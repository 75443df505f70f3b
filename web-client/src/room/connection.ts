import { ref } from 'vue'
import { chat } from '../chat'
import { online } from './online'

/** How the live connection is, for whoever shows it. */
export const connection = ref(chat.live.state)
chat.live.watch((state) => (connection.value = state))

let speaksFor: string | undefined

/** Makes sure that this browser is connected, as the person that the session tells. */
export function connect(): void {
  const me = chat.sessions.current?.user.id
  const open = chat.live.state !== 'idle' && chat.live.state !== 'refused'
  if (!me || (open && me === speaksFor)) return
  speaksFor = me
  chat.live.connect()
}

/** There is a reason to hope, so nobody waits for the next try. */
function hurry(): void {
  if (document.visibilityState === 'visible' && online.value) {
    chat.live.hurry()
    chat.outbox.hurry()
  }
}

addEventListener('online', hurry)
document.addEventListener('visibilitychange', () => {
  chat.live.say('presence:away', { away: document.visibilityState === 'hidden' })
  hurry()
})
