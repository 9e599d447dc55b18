import { PlenumError } from './error.js';

/** @import { Kind, Person } from './wire.js' */

/** What a moderator may do to others. The server checks; nobody is ever unmuted by another. */
export class Moderate {
  /**
   * @param {(message: any) => Promise<any>} request
   * @param {(pid: string) => Person | undefined} person
   */
  constructor(request, person) {
    this.request = request;
    this.person = person;
  }

  /** @param {string} pid @param {Kind} [kind] */
  async mute(pid, kind = 'microphone') {
    const source = this.person(pid)?.sources[kind];
    if (!source) throw new PlenumError('not-found', `There is no ${kind} to mute.`);
    await this.request({ t: 'mute', csrc: source.csrc, muted: true });
  }

  /** Asks somebody to unmute. @param {string} pid @param {Kind} [kind] */
  async ask(pid, kind = 'microphone') {
    await this.request({ t: 'ask', pid, kind });
  }

  /** @param {string} pid */
  async remove(pid) {
    await this.request({ t: 'kick', pid });
  }
}

/** One's own raised hand. */
export class Hand {
  /**
   * @param {(message: any) => Promise<any>} request
   * @param {() => Person | undefined} me
   */
  constructor(request, me) {
    this.request = request;
    this.me = me;
  }

  get raised() {
    return (this.me()?.hand ?? null) !== null;
  }

  /** @param {boolean} up */
  async set(up) {
    await this.request({ t: 'hand', up });
  }
}
