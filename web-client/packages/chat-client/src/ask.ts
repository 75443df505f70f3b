import type { Call } from './http'

/** A request in the name of whoever is logged in, with a token that is still good. */
export type Ask = <T>(method: string, path: string, call?: Call) => Promise<T>

/** A part of a longer list; `next` is what to pass on for what follows, absent at the end. */
export interface Slice<T> {
  items: T[]
  next?: string | undefined
}

/** One segment of an address, whatever is in it. */
export const part = encodeURIComponent
