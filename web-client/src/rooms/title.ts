import type { Room } from '@chat/client'
import { texts } from '../texts'

/**
 * What a room is called for one of its members. A room of people is named after them by the platform:
 * nobody needs to read their own name there.
 */
export function titleOf(room: Room, me: string | undefined, partner?: string): string {
  if (room.kind !== 'direct') return room.name || texts.rooms.nameless
  if (partner) return partner
  const names = room.name.split(', ')
  const others = names.filter((name, at) => name !== me || names.indexOf(name) !== at)
  return others.join(', ') || room.name
}
