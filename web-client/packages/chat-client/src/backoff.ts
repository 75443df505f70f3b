/** How long to wait before the next try: doubling with every failure, bounded, never in step with others. */
export class Backoff {
  readonly #steady: number
  readonly #longest: number
  readonly #random: () => number
  #failures = 0

  constructor(steadyMillis: number, longestMillis: number, random: () => number = Math.random) {
    this.#steady = steadyMillis
    this.#longest = longestMillis
    this.#random = random
  }

  succeeded(): void {
    this.#failures = 0
  }

  failed(): void {
    this.#failures++
  }

  /** The wait in milliseconds; after a failure, between half and all of the doubled one. */
  next(): number {
    if (this.#failures === 0) return this.#steady
    const doubled = Math.min(this.#longest, this.#steady * 2 ** this.#failures)
    return Math.round(doubled * (0.5 + this.#random() / 2))
  }
}
