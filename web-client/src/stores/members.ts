import { Refused, type Ban, type Membership, type Role, type RoomCard, type RoomChange } from '@chat/client'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { chat } from '../chat'
import { may } from '../rooms/permissions'
import { useRooms } from './rooms'

/** One room as its members keep it in order: who is in it, what each may do, what it is called. */
export const useMembers = defineStore('members', () => {
  const rooms = useRooms()
  const room = ref<RoomCard>()
  const members = ref<Membership[]>()
  const bans = ref<Ban[]>([])
  const next = ref<string>()
  const more = computed(() => next.value !== undefined)
  let searched = ''

  async function open(id: string): Promise<void> {
    close()
    const seen = await chat.rooms.see(id)
    room.value = seen
    await Promise.all([search(''), seeBans()])
  }

  function close(): void {
    room.value = members.value = next.value = undefined
    bans.value = []
  }

  async function search(name: string): Promise<void> {
    searched = name
    await page()
  }

  const showMore = () => page(next.value)

  async function page(after?: string): Promise<void> {
    const [id, name] = [room.value!.id, searched]
    const found = await chat.rooms.members(id, name, after)
    if (room.value?.id !== id || searched !== name) return
    members.value = after ? [...(members.value ?? []), ...found.items] : found.items
    next.value = found.next
  }

  async function seeBans(): Promise<void> {
    if (may(room.value, 'ban')) bans.value = await chat.rooms.bans(room.value!.id)
  }

  /** Does something to the room, then looks at how it is. */
  async function after<T>(done: Promise<T>): Promise<T> {
    try {
      return await done
    } finally {
      await look().catch(() => undefined)
    }
  }

  async function look(): Promise<void> {
    room.value = rooms.known(await chat.rooms.see(room.value!.id))
    await Promise.all([page(), seeBans()])
  }

  const id = () => room.value!.id
  const kick = (user: string) => after(chat.rooms.kick(id(), user))
  const ban = (user: string, reason?: string, until?: string) => after(chat.rooms.ban(id(), user, reason, until))
  const unban = (user: string) => after(chat.rooms.unban(id(), user))
  const mute = (user: string, until: string) => after(chat.rooms.mute(id(), user, until))
  const unmute = (user: string) => after(chat.rooms.unmute(id(), user))
  const changeRole = (user: string, role: Role) => after(chat.rooms.changeRole(id(), user, role))
  const transfer = (user: string) => after(chat.rooms.transfer(id(), user))
  const invite = (user: string) => chat.rooms.invite(id(), user)
  const renewCode = () => after(chat.rooms.renewCode(id()))
  const removeCode = () => after(chat.rooms.removeCode(id()))
  const archive = () => after(chat.rooms.archive(id()))
  const restore = () => after(chat.rooms.restore(id()))

  /** From the version that was on the screen; whoever was too late sees what it is now. */
  async function change(wish: RoomChange): Promise<void> {
    try {
      room.value = rooms.known(await chat.rooms.change(id(), room.value!.version, wish))
    } catch (error) {
      if (error instanceof Refused && error.is('outdated')) await look()
      throw error
    }
  }

  async function leave(): Promise<void> {
    await chat.rooms.leave(id())
    rooms.left(id())
  }

  async function remove(): Promise<void> {
    await chat.rooms.remove(id())
    rooms.left(id())
  }

  return {
    room, members, bans, more,
    open, close, search, showMore, kick, ban, unban, mute, unmute, changeRole, transfer, invite,
    renewCode, removeCode, archive, restore, change, leave, remove,
  }
})
