/**
 * Exponential backoff with full jitter: the wait is anything between nothing and the current ceiling, so that people who were
 * cut off together do not come back together.
 */
export class Backoff {
  #attempt = 0;

  /**
   * @param {{firstMs?: number, mostMs?: number, random?: () => number}} [options] ceiling of the first wait and of all waits
   */
  constructor({ firstMs = 500, mostMs = 15_000, random = Math.random } = {}) {
    this.firstMs = firstMs;
    this.mostMs = mostMs;
    this.random = random;
  }

  /** @returns {number} how long to wait before the next attempt, in milliseconds */
  nextMs() {
    const ceiling = Math.min(this.mostMs, this.firstMs * 2 ** this.#attempt++);
    return Math.round(this.random() * ceiling);
  }

  reset() {
    this.#attempt = 0;
  }
}
