import { expect, it } from 'vitest'
import { Backoff } from '../src'

it('waits longer with each failure up to its bound, and as before once it succeeds', () => {
  const backoff = new Backoff(2_000, 30_000, () => 1)

  expect(backoff.next()).toBe(2_000)
  const waits = Array.from({ length: 6 }, () => {
    backoff.failed()
    return backoff.next()
  })
  expect(waits).toEqual([4_000, 8_000, 16_000, 30_000, 30_000, 30_000])

  backoff.succeeded()
  expect(backoff.next()).toBe(2_000)
})

it('spreads clients that failed together', () => {
  const wait = (random: number) => {
    const backoff = new Backoff(2_000, 30_000, () => random)
    backoff.failed()
    return backoff.next()
  }

  expect([wait(0), wait(0.5), wait(1)]).toEqual([2_000, 3_000, 4_000])
})
