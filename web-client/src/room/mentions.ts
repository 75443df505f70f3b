/** As the server finds them: `@name`, or `@"A name"` where the name has a space in it. */
const MENTION = /(?<![\p{L}\p{N}_@])@(?:"([^"\n\v\f\r\x85\u2028\u2029]{1,64})"|([\p{L}\p{N}_](?:[\p{L}\p{N}._-]{0,62}[\p{L}\p{N}_])?))/gu
const PLAIN = /^[\p{L}\p{N}_](?:[\p{L}\p{N}._-]{0,62}[\p{L}\p{N}_])?$/u
const BEGUN = /(?<![\p{L}\p{N}_@])@(?:"([^"\n]{0,64})|([\p{L}\p{N}._-]{0,64}))$/u

/** A text in pieces, of which some call somebody; these are as one reads them. */
export function parts(text: string): { text: string; name?: string }[] {
  const found: { text: string; name?: string }[] = []
  let from = 0
  for (const match of text.matchAll(MENTION)) {
    if (match.index > from) found.push({ text: text.slice(from, match.index) })
    const name = match[1] ?? match[2]!
    found.push({ text: `@${name}`, name })
    from = match.index + match[0].length
  }
  if (from < text.length) found.push({ text: text.slice(from) })
  return found
}

/** How somebody of this name is called in a text; undefined when they cannot be. */
export function callOf(name: string): string | undefined {
  if (PLAIN.test(name)) return `@${name}`
  const call = `@"${name}"`
  return parts(call)[0]?.name === name ? call : undefined
}

/** The name that is being written before the caret, and where its `@` stands. */
export function begun(beforeCaret: string): { name: string; at: number } | undefined {
  const match = BEGUN.exec(beforeCaret)
  return match ? { name: match[1] ?? match[2]!, at: match.index } : undefined
}
