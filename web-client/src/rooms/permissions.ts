import type { RoomCard } from '@chat/client'

/** What one does in a room and can see a button for. The platform decides; this only spares refusals. */
export type Permission =
  | 'leave'
  | 'see code'
  | 'change code'
  | 'invite'
  | 'change details'
  | 'change settings'
  | 'archive'
  | 'delete'
  | 'remove members'
  | 'ban'
  | 'mute'
  | 'change roles'

type Standing = 'member' | 'moderator' | 'owner'

/** The least standing for each kind: public, private, group, direct, global, ad hoc; – for nobody. */
const KINDS = ['public', 'private', 'group', 'direct', 'global', 'ad-hoc']
const M = 'member'
const MOD = 'moderator'
const O = 'owner'
const TABLE: Record<Permission, (Standing | undefined)[]> = {
  leave: [M, M, M, undefined, undefined, M],
  'see code': [MOD, MOD, M, undefined, undefined, M],
  'change code': [MOD, MOD, MOD, undefined, undefined, MOD],
  invite: [M, MOD, M, undefined, undefined, M],
  'change details': [MOD, MOD, M, undefined, undefined, MOD],
  'change settings': [O, O, O, undefined, undefined, O],
  archive: [O, O, O, undefined, undefined, O],
  delete: [O, O, O, undefined, undefined, O],
  'remove members': [MOD, MOD, MOD, undefined, undefined, MOD],
  ban: [MOD, MOD, MOD, undefined, MOD, MOD],
  mute: [MOD, MOD, MOD, undefined, MOD, MOD],
  'change roles': [O, O, O, undefined, undefined, O],
}
const RANKS = [M, MOD, O]

export function leastFor(permission: Permission, kind: string): Standing | undefined {
  return TABLE[permission][KINDS.indexOf(kind)]
}

export function may(room: RoomCard | undefined, permission: Permission): boolean {
  const least = room && leastFor(permission, room.kind)
  return least !== undefined && rank(room?.role) >= rank(least)
}

/** Whoever acts on another member must stand above them. */
export function standsAbove(mine: string | undefined, theirs: string): boolean {
  return rank(mine) > rank(theirs)
}

const rank = (role: string | undefined): number => RANKS.indexOf(role ?? '')
