import { Backoff, isPassing } from '@chat/client'

export interface Repetition {
  /** One question; whatever it throws that may pass is asked again later. */
  ask: (signal: AbortSignal) => Promise<void>
  /** How it went: undefined after success, the error while it fails. */
  told: (error: unknown) => void
  backoff: Backoff
  /** Whether one answer is enough. */
  once?: boolean
}

/** Asks again and again while the page is visible; returns the way to stop it. */
export function repeat({ ask, told, backoff, once = false }: Repetition): () => void {
  const stop = new AbortController()
  void (async () => {
    while (!stop.signal.aborted) {
      if (document.visibilityState === 'visible') {
        try {
          await ask(stop.signal)
          backoff.succeeded()
          told(undefined)
          if (once) return
        } catch (error) {
          if (stop.signal.aborted) return
          told(error)
          if (!isPassing(error)) return
          backoff.failed()
        }
      }
      await pause(backoff.next(), stop.signal)
    }
  })()
  return () => stop.abort()
}

/** Waits; a page that becomes visible, or a network that comes back, ends the wait at once. */
function pause(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = new AbortController()
    const end = () => {
      clearTimeout(timer)
      done.abort()
      resolve()
    }
    const timer = setTimeout(end, millis)
    const listening = { signal: done.signal }
    document.addEventListener('visibilitychange', end, listening)
    addEventListener('online', end, listening)
    signal.addEventListener('abort', end, listening)
    if (signal.aborted) end()
  })
}
