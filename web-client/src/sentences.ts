import { Refused, Unreachable } from '@chat/client'
import { texts } from './texts'

/** What went wrong, for a person. */
export function sentenceFor(error: unknown): string {
  if (error instanceof Refused) {
    const plain = texts.refusals[slugOf(error)]
    if (plain) return plain
    if (error.problem.status === 429) return waitSentence(error)
    const fields = error.problem.errors?.map((each) => each.detail).join(' ')
    return fields || error.message
  }
  return error instanceof Unreachable ? texts.errors.unreachable : texts.errors.unexpected
}

/** What is wrong with each field, by its name. */
export function fieldSentences(error: unknown): Record<string, string> {
  if (!(error instanceof Refused)) return {}
  const errors = error.problem.errors ?? []
  return Object.fromEntries(errors.map(({ field, detail }) => [field, sentence(detail)]))
}

function slugOf(error: Refused): string {
  return error.problem.type.replace('/problems/', '')
}

function waitSentence(error: Refused): string {
  const seconds = error.retryAfterSeconds
  return seconds === undefined ? texts.errors.waitALittle : texts.errors.wait(seconds)
}

/** The platform names what a field must be; a person reads a sentence. */
function sentence(detail: string): string {
  const whole = /^(is|must|has|needs|holds) /.test(detail) ? `this ${detail}` : detail
  const text = whole.charAt(0).toUpperCase() + whole.slice(1)
  return /[.!?]$/.test(text) ? text : `${text}.`
}

/** The reference under which the platform's logs know this failure. */
export function referenceOf(error: unknown): string | undefined {
  return error instanceof Refused && error.problem.status >= 500 ? error.problem.traceId : undefined
}
