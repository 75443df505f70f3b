import type { RoomView } from '@chat/client'

/** The names of those who have been heard of in a room, by id. */
export function namesIn(view: RoomView): Map<string, string> {
  const names = new Map<string, string>()
  for (const notice of view.notices) names.set(notice.who.id, notice.who.name)
  for (const message of view.messages) names.set(message.sender.id, message.sender.name)
  return names
}

/** A hue of one's own, the same for everybody and always. */
export function hueOf(id: string): number {
  let hash = 0
  for (const letter of id) hash = (hash * 31 + letter.charCodeAt(0)) % 360
  return hash
}
