import type { Hit } from '@chat/client'

/** A piece of a text, and whether it is what was looked for. */
export interface Piece {
  text: string
  found: boolean
}

/** A snippet in pieces; where two findings overlap, each letter stands once. */
export function marked({ text, found }: Hit['snippet']): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const { start, end } of [...found].sort((a, b) => a.start - b.start)) {
    if (start > at) pieces.push({ text: text.slice(at, start), found: false })
    if (end > at) pieces.push({ text: text.slice(Math.max(at, start), end), found: true })
    at = Math.max(at, end)
  }
  if (at < text.length) pieces.push({ text: text.slice(at), found: false })
  return pieces
}
