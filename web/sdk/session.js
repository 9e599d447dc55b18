import { Backoff } from './backoff.js';
import { Emitter } from './emitter.js';
import { PlenumError } from './error.js';
import { Signal } from './signal.js';

/** @import { Bye, Joined, OwnSources, Resumed, Sending } from './wire.js' */

/** A short loss of connectivity often heals; after this the client looks for a new path. */
const HEALS_MS = 700;
/** An ICE restart that brought no media for so long is followed by a new connection. */
const REBUILD_MS = 8_000;
/** How long the server may take to answer once the media path, or the browser, tells of a change of network. */
const PROBE_MS = 2_000;

/** Answers to `resume` after which only a new join helps. */
const SEAT_GONE = new Set(['not-found', 'conflict', 'unauthenticated', 'token-expired', 'not-allowed', 'bad-request']);
/** What this client knows of the protocol beyond its first version. */
const FEATURES = ['encodings'];

/** Answers to `join` that waiting does not change. */
const FINAL = new Set(['unauthenticated', 'token-expired', 'not-allowed', 'bad-request', 'conflict', 'room-locked', 'unsupported']);

/**
 * What the session needs of {@link import('./peer.js').Peer}.
 *
 * @typedef {object} MediaPeer
 * @property {RTCPeerConnectionState} connection
 * @property {(name: 'connection', listener: (state: RTCPeerConnectionState) => void) => () => void} on
 * @property {(options?: {restart?: boolean}) => Promise<{sdp: string, sources: Sending[]}>} offer
 * @property {(sdp: string) => Promise<void>} answer
 * @property {() => Promise<void>} rollback
 * @property {() => void} close
 *
 * @typedef {'idle' | 'connecting' | 'connected' | 'signal-lost' | 'reconnecting' | 'closed'} State
 *
 * @typedef {object} SessionOptions
 * @property {string} url the server's address, http or https
 * @property {string} room
 * @property {(() => string | undefined | Promise<string | undefined>)} token
 * @property {Record<string, any>} profile name, metadata and attributes to join with
 * @property {() => MediaPeer} makePeer a new connection with everything published and all slots
 * @property {Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>} storage keeps the ticket over a reload
 * @property {boolean} reloaded whether a stored ticket belongs to this very tab
 * @property {Signal} [signal]
 * @property {Backoff} [backoff]
 */

/**
 * Holds a seat in a room: joins, resumes it when the WebSocket or the media path is lost, obeys the server's `bye`, and
 * exchanges offers one at a time.
 *
 * @extends {Emitter<{state: State, joined: Joined, resumed: Resumed, own: OwnSources, message: any, closed: string}>}
 */
export class Session extends Emitter {
  /** @type {State} */
  state = 'idle';
  /** The last change of the roster that this client knows. */
  rev = 0;
  /** Why it closed. */
  reason = '';

  /** @type {MediaPeer | null} */
  #peer = null;
  #lastOffer = 0;
  #mediaUp = false;
  #everConnected = false;
  /** @type {{restart: boolean} | null} an offer that still has to be made */
  #wanted = null;
  /** @type {Promise<void> | null} */
  #exchange = null;
  /** @type {Bye | null} */
  #bye = null;
  #reconnecting = false;
  /** Whether the next resume brings a new peer connection. */
  #renewPeer = false;
  #wake = () => {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #healTimer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rebuildTimer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #probeTimer;

  /** @param {SessionOptions} options */
  constructor(options) {
    super();
    this.options = options;
    this.signal = options.signal ?? new Signal();
    this.backoff = options.backoff ?? new Backoff();
    this.ticketKey = `plenum.ticket:${options.url}/${options.room}`;
    this.signal.on('message', message => this.#received(message));
    this.signal.on('lost', () => this.#lost());
  }

  /**
   * Takes the seat that this tab had before a reload, or a new one.
   *
   * @throws {PlenumError} what the server refused the join with
   */
  async start() {
    this.#setState('connecting');
    try {
      if (this.options.reloaded && this.options.storage.getItem(this.ticketKey)) {
        this.#renewPeer = true;
        await this.#resume().catch(error => {
          if (!SEAT_GONE.has(error.code)) throw error;
          return this.#join();
        });
      } else {
        await this.#join();
      }
    } catch (error) {
      this.close(error instanceof PlenumError ? error.code : 'internal');
      throw error;
    }
  }

  /**
   * Makes an offer for what the peer has become. Calls during an exchange share the next one.
   *
   * @param {{restart?: boolean}} [options]
   * @returns {Promise<void>} done when the answer is applied, or put off until the signal is back
   * @throws {PlenumError} what the server refused the offer with
   */
  negotiate({ restart = false } = {}) {
    this.#wanted = { restart: restart || (this.#wanted?.restart ?? false) };
    this.#exchange ??= this.#exchangeAll().finally(() => (this.#exchange = null));
    return this.#exchange;
  }

  /** Tries again at once instead of waiting; also the thing to do when the network changed. */
  reconnectNow() {
    this.#wake();
    if (this.signal.ready && !this.#mediaUp) this.#restart();
  }

  /** The browser noticed another network: ask for a new path without waiting for the old one to fail. */
  networkChanged() {
    this.#wake();
    this.#probe();
    this.#restart();
  }

  /** The browser believes that there is no network. */
  networkLost() {
    this.#probe();
  }

  /** Gives the seat up. */
  async leave() {
    if (this.signal.ready) await Promise.race([this.signal.request({ t: 'leave' }, { once: true }), delay(500)]).catch(() => {});
    this.close('left');
  }

  /** @param {string} reason */
  close(reason) {
    if (this.state === 'closed') return;
    this.reason = reason;
    this.options.storage.removeItem(this.ticketKey);
    clearTimeout(this.#healTimer);
    clearTimeout(this.#rebuildTimer);
    this.#setState('closed');
    this.#wake();
    this.signal.close(new PlenumError('closed', 'The meeting is over for this client.'));
    this.#peer?.close();
    this.emit('closed', reason);
  }

  async #join() {
    const peer = this.#newPeer();
    const token = await this.options.token();
    this.#wanted = null;
    const { sdp, sources } = await peer.offer();
    const n = ++this.#lastOffer;
    const media = { n, offer: sdp, sources, features: FEATURES };
    const reply = await this.signal.open(this.#address(), { t: 'join', ...this.options.profile, token, ...media });
    this.emit('joined', reply);
    await this.#entered(peer, reply);
  }

  async #resume() {
    const ticket = this.options.storage.getItem(this.ticketKey);
    if (!ticket) throw new PlenumError('not-found', 'There is no seat to come back to.');
    const renewed = this.#renewPeer ? this.#newPeer() : null;
    if (renewed) this.#wanted = null;
    const offered = renewed && (await renewed.offer());
    const media = offered ? { n: ++this.#lastOffer, offer: offered.sdp, sources: offered.sources } : {};
    const reply = await this.signal.open(this.#address(), { t: 'resume', ticket, rev: this.rev, ...media });
    this.#renewPeer = false;
    this.emit('resumed', reply);
    await this.#entered(renewed, reply);
  }

  /** @param {MediaPeer | null} newPeer @param {Joined | Resumed} reply */
  async #entered(newPeer, reply) {
    this.options.storage.setItem(this.ticketKey, reply.ticket);
    this.#bye = null;
    this.backoff.reset();
    if (newPeer && reply.answer) await newPeer.answer(reply.answer);
    this.#update();
    if (!newPeer && !this.#mediaUp) this.#restart();
    else if (this.#wanted) this.negotiate().catch(reportError);
  }

  #newPeer() {
    this.#peer?.close();
    this.#mediaUp = false;
    const peer = this.options.makePeer();
    this.#peer = peer;
    peer.on('connection', state => {
      if (peer === this.#peer) this.#mediaChanged(state);
    });
    return peer;
  }

  #address() {
    const base = this.#bye?.url ?? this.options.url;
    const url = new URL(`/v1/rooms/${encodeURIComponent(this.options.room)}/join`, base);
    url.protocol = url.protocol.replace('http', 'ws');
    return url.href;
  }

  async #exchangeAll() {
    while (this.#wanted && this.#peer && this.signal.ready) {
      const peer = this.#peer;
      const { restart } = this.#wanted;
      this.#wanted = null;
      try {
        const offer = await peer.offer({ restart });
        const reply = await this.signal.request({ t: 'offer', n: ++this.#lastOffer, ...offer }, { once: true });
        if (peer !== this.#peer) return;
        await peer.answer(reply.sdp);
        this.emit('own', reply.sources ?? {});
      } catch (error) {
        if (peer !== this.#peer || this.state === 'closed') return;
        if (!(error instanceof PlenumError) || error.code !== 'connection-lost') {
          await peer.rollback();
          throw error;
        }
        this.#wanted = { restart };
      }
    }
  }

  /** @param {any} message */
  #received(message) {
    if (message.t === 'bye') {
      this.#bye = message;
      if (message.action === 'stop') this.close(message.reason);
      else this.signal.abandon();
    } else if (message.re === undefined) {
      this.emit('message', message);
    }
  }

  #lost() {
    if (this.state === 'closed') return;
    this.#update();
    this.#reconnect();
  }

  async #reconnect() {
    if (this.#reconnecting) return;
    this.#reconnecting = true;
    let rejoin = this.#bye?.action === 'rejoin';
    let waitMs = this.#bye?.afterMs ?? this.backoff.nextMs();
    while (this.state !== 'closed' && !this.signal.ready) {
      if (!(await this.#pause(waitMs))) break;
      try {
        await (rejoin ? this.#join() : this.#resume());
      } catch (error) {
        const { code, retryMs } = error instanceof PlenumError ? error : new PlenumError('internal', String(error));
        if (rejoin && FINAL.has(code)) this.close(code);
        waitMs = retryMs ?? (!rejoin && SEAT_GONE.has(code) ? 0 : this.backoff.nextMs());
        rejoin ||= SEAT_GONE.has(code);
      }
    }
    this.#reconnecting = false;
  }

  /** @param {number} ms @returns {Promise<boolean>} false when the session was closed meanwhile */
  async #pause(ms) {
    await new Promise(resolve => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve(undefined);
      };
    });
    return this.state !== 'closed';
  }

  /** @param {RTCPeerConnectionState} state */
  #mediaChanged(state) {
    clearTimeout(this.#healTimer);
    this.#mediaUp = state === 'connected';
    if (this.#mediaUp) {
      this.#everConnected = true;
      clearTimeout(this.#rebuildTimer);
      this.#rebuildTimer = undefined;
    } else if (state === 'disconnected' && this.#everConnected) {
      this.#probe();
      this.#healTimer = setTimeout(() => this.#restart(), HEALS_MS);
    } else if (state === 'failed') {
      this.#probe();
      this.#restart();
    }
    this.#update();
  }

  /** Looks for a new path to the server; when that brings nothing, makes a new connection on the same seat. */
  #restart() {
    clearTimeout(this.#healTimer);
    if (!this.signal.ready) return;
    this.negotiate({ restart: true }).catch(() => this.#rebuild());
    this.#rebuildTimer ??= setTimeout(() => this.#rebuild(), REBUILD_MS);
  }

  #rebuild() {
    this.#rebuildTimer = undefined;
    if (this.#mediaUp || this.state === 'closed') return;
    this.#renewPeer = true;
    this.signal.abandon();
  }

  /**
   * Gives the server a moment to prove that the socket still works. What took the media's path usually took the socket's as
   * well, and TCP would be silent about it for minutes.
   */
  #probe() {
    if (!this.signal.ready || this.#probeTimer !== undefined) return;
    this.#probeTimer = setTimeout(() => this.signal.abandon(), PROBE_MS);
    const heard = () => {
      clearTimeout(this.#probeTimer);
      this.#probeTimer = undefined;
    };
    this.signal.request({ t: 'ping' }, { once: true }).then(heard, heard);
  }

  #update() {
    if (this.state !== 'closed') this.#setState(stateOf(this.signal.ready, this.#mediaUp, this.#everConnected));
  }

  /** @param {State} state */
  #setState(state) {
    if (state === this.state) return;
    this.state = state;
    this.emit('state', state);
  }
}

/**
 * @param {boolean} signalUp
 * @param {boolean} mediaUp
 * @param {boolean} everConnected
 * @returns {State}
 */
export function stateOf(signalUp, mediaUp, everConnected) {
  if (mediaUp) return signalUp ? 'connected' : 'signal-lost';
  return everConnected ? 'reconnecting' : 'connecting';
}

/** @param {number} ms */
function delay(ms) {
  return new Promise(resolve => setTimeout(resolve, ms));
}
