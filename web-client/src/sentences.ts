import { Refused, Unreachable } from '@chat/client'
import { texts } from './texts'

/** What went wrong, for a person. */
export function sentenceFor(error: unknown): string {
  if (error instanceof Refused) {
    const fields = error.problem.errors?.map((each) => each.detail).join(' ')
    return fields || error.message
  }
  return error instanceof Unreachable ? texts.errors.unreachable : texts.errors.unexpected
}

/** The reference under which the platform's logs know this failure. */
export function referenceOf(error: unknown): string | undefined {
  return error instanceof Refused && error.problem.status >= 500 ? error.problem.traceId : undefined
}
