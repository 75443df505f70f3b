import { readFileSync } from 'node:fs'
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Refused, type Membership, type Role, type RoomCard } from '@chat/client'
import { chat } from '../src/chat'
import AskFirst from '../src/components/AskFirst.vue'
import MemberRow from '../src/components/MemberRow.vue'
import RoomSettings from '../src/components/RoomSettings.vue'
import { router } from '../src/router'
import { leastFor, may, type Permission } from '../src/rooms/permissions'
import { useMembers } from '../src/stores/members'
import { texts } from '../src/texts'

const room = (role: Role, more: Partial<RoomCard> = {}): RoomCard => ({
  id: 'garden', kind: 'private', name: 'Garden', topic: 'What grows', version: 7, members: 2,
  archived: false, createdAt: '', activeAt: '', role, ...more,
})
const member = (id: string, role: Role): Membership => ({
  user: { id, name: id, kind: 'person' }, role, joinedAt: '',
})

describe('what one may do in a room', () => {
  it('is what the platform’s own table says', () => {
    const table = readFileSync('../docs/permissions.md', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))
    const kinds = table[0]!.slice(1, -1).map((kind) => kind.replace(' ', '-'))
    const ours: Permission[] = [
      'leave', 'see code', 'change code', 'invite', 'change details', 'change settings', 'archive',
      'delete', 'remove members', 'ban', 'mute', 'change roles',
    ]

    for (const permission of ours) {
      const row = table.find(([name]) => name === permission)!
      kinds.forEach((kind, at) => {
        const least = row[at + 1] === '–' ? undefined : row[at + 1]
        expect([permission, kind, leastFor(permission, kind)]).toEqual([permission, kind, least])
      })
    }
    expect(kinds).toHaveLength(6)
  })

  it('is nothing for whoever is not in it', () => {
    expect(may(room('owner'), 'delete')).toBe(true)
    expect(may({ ...room('owner'), role: undefined }, 'leave')).toBe(false)
  })
})

describe('keeping a room in order', () => {
  const see = vi.spyOn(chat.rooms, 'see')
  const change = vi.spyOn(chat.rooms, 'change')
  vi.spyOn(chat.rooms, 'members').mockImplementation(() =>
    Promise.resolve({ items: [member('ann', 'owner'), member('bob', 'member')] }),
  )
  vi.spyOn(chat.rooms, 'bans').mockResolvedValue([])

  beforeEach(() => {
    setActivePinia(createPinia())
    see.mockReset().mockResolvedValue(room('owner'))
    change.mockReset().mockImplementation((_id, version, wish) =>
      Promise.resolve({ ...room('owner'), ...(wish as object), version: version + 1 }),
    )
  })
  const opened = async (role: Role = 'owner') => {
    see.mockResolvedValue(room(role))
    const store = useMembers()
    await store.open('garden')
    return store
  }
  const settings = () => mount(RoomSettings, { global: { plugins: [router] } })
  const rowOf = (whose: Membership) => mount(MemberRow, { props: { member: whose } })

  it('sends only what was changed, from the version that was seen', async () => {
    await opened()
    const form = settings()
    await form.findAll('input')[1]!.setValue('')
    await form.find('form').trigger('submit')
    await flushPromises()

    expect(change).toHaveBeenCalledWith('garden', 7, { topic: null })
    expect(form.text()).toContain(texts.forms.saved)
  })

  it('shows what somebody else has changed meanwhile', async () => {
    await opened()
    change.mockRejectedValue(new Refused({ type: '/problems/outdated', title: '', status: 412 }))
    see.mockResolvedValue(room('owner', { name: 'Orchard', version: 8 }))
    const form = settings()
    await form.find('form').trigger('submit')
    await flushPromises()

    expect(form.text()).toContain(texts.refusals['outdated'])
    expect((form.find('input').element as HTMLInputElement).value).toBe('Orchard')
  })

  it('is offered to those who may do it, and about those who stand below them', async () => {
    await opened('moderator')
    expect(rowOf(member('bob', 'member')).find('button').exists()).toBe(true)
    expect(rowOf(member('ann', 'owner')).find('button').exists()).toBe(false)

    await opened('member')
    expect(rowOf(member('bob', 'member')).find('button').exists()).toBe(false)
    expect(settings().find('form').exists()).toBe(false)
  })

  it('does nothing grave before one more yes, and says why it did not work', async () => {
    const work = vi.fn().mockRejectedValueOnce(
      new Refused({ type: '/problems/last-owner', title: '', status: 409, detail: 'Make another member an owner first.' }),
    )
    const button = mount(AskFirst, { props: { label: 'Leave', question: 'Really?', work } })
    await button.find('button').trigger('click')
    expect(work).not.toHaveBeenCalled()

    await button.find('button.grave').trigger('click')
    await flushPromises()
    expect(button.find('[role=alert]').text()).toBe('Make another member an owner first.')

    work.mockResolvedValue(undefined)
    await button.find('button.grave').trigger('click')
    await flushPromises()
    expect(button.find('dialog').exists()).toBe(false)
  })
})
