/** An off-page speaker moves onto the first page at most this often. */
const MOVE_EVERY_MS = 2_000;

/**
 * The order of people's tiles. It is stable: people stay where they are, newcomers go to the end, and a speaker who is off the
 * first page changes places with whoever there has been silent the longest.
 */
export class Seating {
  /** @type {string[]} pids */
  order = [];
  /** @type {Map<string, number>} when each last spoke */
  #spoke = new Map();
  #movedMs = -Infinity;

  /**
   * @param {Iterable<string>} present pids in the order of arrival
   * @param {string | null} first who is always in front: oneself
   */
  update(present, first) {
    const here = new Set(present);
    const stay = this.order.filter(pid => here.has(pid) && pid !== first);
    const known = new Set(stay);
    const arrived = [...here].filter(pid => !known.has(pid) && pid !== first);
    this.order = [...(first && here.has(first) ? [first] : []), ...stay, ...arrived];
    for (const pid of this.#spoke.keys()) if (!here.has(pid)) this.#spoke.delete(pid);
  }

  /**
   * @param {string[]} speakers pids, the loudest first
   * @param {number} seats how many are on the first page
   * @param {string | null} fixed who keeps the seat whatever happens: oneself
   * @param {number} nowMs
   */
  heard(speakers, seats, fixed, nowMs) {
    for (const pid of speakers) this.#spoke.set(pid, nowMs);
    const hidden = speakers.find(pid => this.order.indexOf(pid) >= seats);
    if (!hidden || nowMs - this.#movedMs < MOVE_EVERY_MS) return;
    const silent = this.order
      .slice(0, seats)
      .filter(pid => pid !== fixed && !speakers.includes(pid))
      .reduce((/** @type {string | null} */ a, b) => (a === null || this.#spokeMs(b) < this.#spokeMs(a) ? b : a), null);
    if (silent === null) return;
    const seat = this.order.indexOf(silent);
    this.order[this.order.indexOf(hidden)] = silent;
    this.order[seat] = hidden;
    this.#movedMs = nowMs;
  }

  /** @param {string} pid */
  #spokeMs(pid) {
    return this.#spoke.get(pid) ?? -Infinity;
  }
}
