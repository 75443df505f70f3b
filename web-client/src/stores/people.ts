import { defineStore } from 'pinia'
import { chat } from '../chat'

/** Other people, found by who they say they are. */
export const usePeople = defineStore('people', () => ({
  byUsername: (username: string) => chat.people.byUsername(username),
}))
