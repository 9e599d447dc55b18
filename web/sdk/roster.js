/** @import { Departure, Person } from './wire.js' */

/**
 * Who is in the room, kept current by deltas. A snapshot is turned into the same joins and leaves that the missed deltas
 * would have told.
 *
 * @typedef {{joined: Person[], left: {person: Person, reason: Departure}[], changed: Person[]}} RosterChange
 */
export class Roster {
  /** @type {Map<string, Person>} by pid, in the order of arrival */
  people = new Map();
  rev = 0;
  #announced = 0;
  /** @type {Set<string> | null} who of a snapshot's predecessor has not been confirmed yet */
  #unconfirmed = null;

  /** @returns {number} how many are here; ahead of `people` while pages are still arriving */
  get count() {
    return Math.max(this.people.size, this.#announced);
  }

  /**
   * @param {{rev: number, people: Person[], count: number, more?: boolean}} snapshot its first page
   * @returns {RosterChange}
   */
  replace({ rev, people, count, more }) {
    this.#unconfirmed = new Set(this.people.keys());
    this.#announced = count;
    return this.#apply(rev, people, [], more ?? false);
  }

  /**
   * @param {{rev: number, put?: Person[], del?: [string, Departure][], more?: boolean}} delta
   * @returns {RosterChange}
   */
  update({ rev, put = [], del = [], more }) {
    return this.#apply(rev, put, del, more ?? this.#unconfirmed !== null);
  }

  /**
   * @param {number} csrc
   * @returns {{person: Person, kind: import('./wire.js').Kind} | null} whose source it is
   */
  owner(csrc) {
    for (const person of this.people.values()) {
      for (const kind of /** @type {const} */ (['microphone', 'camera', 'screen', 'screenAudio'])) {
        if (person.sources[kind]?.csrc === csrc) return { person, kind };
      }
    }
    return null;
  }

  /**
   * @param {number} rev
   * @param {Person[]} put
   * @param {[string, Departure][]} del
   * @param {boolean} more
   * @returns {RosterChange}
   */
  #apply(rev, put, del, more) {
    /** @type {RosterChange} */
    const change = { joined: [], left: [], changed: [] };
    for (const person of put) {
      (this.people.has(person.pid) ? change.changed : change.joined).push(person);
      this.people.set(person.pid, person);
      this.#unconfirmed?.delete(person.pid);
    }
    for (const [pid, reason] of del) this.#remove(pid, reason, change);
    if (!more && this.#unconfirmed) {
      for (const pid of this.#unconfirmed) this.#remove(pid, 'left', change);
      this.#unconfirmed = null;
    }
    this.rev = Math.max(this.rev, rev);
    if (!more) this.#announced = 0;
    return change;
  }

  /** @param {string} pid @param {Departure} reason @param {RosterChange} change */
  #remove(pid, reason, change) {
    const person = this.people.get(pid);
    if (!person) return;
    this.people.delete(pid);
    this.#unconfirmed?.delete(pid);
    change.left.push({ person, reason });
  }
}
