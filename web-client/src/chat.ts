import { ChatClient, type Session, type SessionVault } from '@chat/client'

const KEY = 'chat.session'

/** The session in this browser's storage, shared by its tabs; a broken entry counts as none. */
const browserVault: SessionVault = {
  read() {
    try {
      return JSON.parse(localStorage.getItem(KEY) ?? 'null') ?? undefined
    } catch {
      return undefined
    }
  },
  write(session: Session | undefined) {
    if (session) localStorage.setItem(KEY, JSON.stringify(session))
    else localStorage.removeItem(KEY)
    // other tabs hear of it by themselves, this one does not
    dispatchEvent(new StorageEvent('storage', { key: KEY }))
  },
}

export const chat = new ChatClient(browserVault, { outbox: localStorage })
export const SESSION_KEY = KEY
