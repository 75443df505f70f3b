/** As the server finds them: `@name`, where the name has no space in it. */
const MENTION = /(?<![\p{L}\p{N}_@])@([\p{L}\p{N}_](?:[\p{L}\p{N}._-]{0,62}[\p{L}\p{N}_])?)/gu
const NAME = /^[\p{L}\p{N}_](?:[\p{L}\p{N}._-]{0,62}[\p{L}\p{N}_])?$/u
const BEGUN = /(?<![\p{L}\p{N}_@])@([\p{L}\p{N}._-]{0,64})$/u

/** A text in pieces, of which some call somebody. */
export function parts(text: string): { text: string; name?: string }[] {
  const found: { text: string; name?: string }[] = []
  let from = 0
  for (const match of text.matchAll(MENTION)) {
    if (match.index > from) found.push({ text: text.slice(from, match.index) })
    found.push({ text: match[0], name: match[1]! })
    from = match.index + match[0].length
  }
  if (from < text.length) found.push({ text: text.slice(from) })
  return found
}

/** Whether somebody of this name can be called in a text. */
export function canBeCalled(name: string): boolean {
  return NAME.test(name)
}

/** The name that is being written before the caret, after its `@`. */
export function begun(beforeCaret: string): string | undefined {
  return BEGUN.exec(beforeCaret)?.[1]
}
