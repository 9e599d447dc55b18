import { Emitter } from './emitter.js';
import { PlenumError } from './error.js';

/** Two missed pongs and the connection counts as lost. */
const SILENT_PINGS = 2;
const FIRST_ANSWER_MS = 20_000;
const USUAL_PING_MS = 10_000;

/**
 * Requests and messages over whatever WebSocket there is at the moment. A request outlives the socket: it is repeated with its
 * id after a resume, and the server repeats the answer.
 *
 * @extends {Emitter<{message: any, lost: void}>}
 */
export class Signal extends Emitter {
  /** @type {WebSocket | null} */
  #socket = null;
  #ready = false;
  #lastId = 0;
  /** @type {Map<number, {message: any, once: boolean, resolve: (reply: any) => void, reject: (e: PlenumError) => void}>} */
  #pending = new Map();
  #pings = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #pingTimer;

  /** @param {(url: string) => WebSocket} [connect] */
  constructor(connect = url => new WebSocket(url, 'plenum.v1')) {
    super();
    this.connect = connect;
  }

  /** @returns {boolean} whether messages reach the server at the moment */
  get ready() {
    return this.#ready;
  }

  /**
   * Opens a socket and says the first message, `join` or `resume`. Everything that was asked meanwhile follows.
   *
   * @param {string} url
   * @param {any} first
   * @returns {Promise<any>} the server's reply
   * @throws {PlenumError} what the server refused with, `timeout`, or `connection-lost`
   */
  async open(url, first) {
    this.#drop();
    const socket = this.connect(url);
    this.#socket = socket;
    const id = ++this.#lastId;
    const timer = setTimeout(
      () => this.#settle(id, 'reject', new PlenumError('timeout', 'The server did not answer.', 'Check the network.')),
      FIRST_ANSWER_MS,
    );
    const reply = await new Promise((resolve, reject) => {
      socket.onopen = () => socket.send(JSON.stringify({ ...first, id }));
      this.#pending.set(id, { message: first, once: true, resolve, reject });
      socket.onmessage = event => this.#received(socket, String(event.data));
      socket.onclose = () => {
        this.#closed(socket);
        this.#settle(id, 'reject', new PlenumError('connection-lost', 'The server cannot be reached.', 'Check the network.'));
      };
    })
      .catch(error => {
        if (this.#socket === socket) this.#drop();
        throw error;
      })
      .finally(() => clearTimeout(timer));
    this.#ready = true;
    this.#startPings(reply.pingMs ?? USUAL_PING_MS);
    for (const [id, { message }] of this.#pending) socket.send(JSON.stringify({ ...message, id }));
    return reply;
  }

  /**
   * @param {any} message
   * @param {{once?: boolean}} [options] `once`: worthless on a later connection, so it fails when this one is lost
   * @returns {Promise<any>} the server's reply
   * @throws {PlenumError}
   */
  request(message, { once = false } = {}) {
    return new Promise((resolve, reject) => {
      if (once && !this.#ready) return reject(new PlenumError('connection-lost', 'The server cannot be reached just now.'));
      const id = ++this.#lastId;
      this.#pending.set(id, { message, once, resolve, reject });
      if (this.#ready) this.#socket?.send(JSON.stringify({ ...message, id }));
    });
  }

  /** Lets the present socket go as if the network had lost it. */
  abandon() {
    if (this.#socket) this.#closed(this.#socket);
  }

  /** @param {PlenumError} error what every unanswered request fails with */
  close(error) {
    for (const id of [...this.#pending.keys()]) this.#settle(id, 'reject', error);
    this.#drop();
  }

  /** @param {WebSocket} socket @param {string} text */
  #received(socket, text) {
    if (socket !== this.#socket) return;
    this.#pings = 0;
    const message = JSON.parse(text);
    if (message.re !== undefined) {
      if (message.t === 'error') {
        this.#settle(message.re, 'reject', new PlenumError(message.code, message.message, message.fix, message.retryMs ?? null));
      } else if (message.t !== 'queued') {
        this.#settle(message.re, 'resolve', message);
      }
    }
    this.emit('message', message);
  }

  /** @param {number} id @param {'resolve' | 'reject'} how @param {any} value */
  #settle(id, how, value) {
    const request = this.#pending.get(id);
    this.#pending.delete(id);
    request?.[how](value);
  }

  /** @param {WebSocket} socket */
  #closed(socket) {
    if (socket !== this.#socket) return;
    const wasReady = this.#ready;
    this.#drop();
    for (const [id, { once }] of [...this.#pending]) {
      if (once) this.#settle(id, 'reject', new PlenumError('connection-lost', 'The connection was lost.'));
    }
    if (wasReady) this.emit('lost', undefined);
  }

  #drop() {
    clearInterval(this.#pingTimer);
    this.#ready = false;
    this.#pings = 0;
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  /** @param {number} everyMs */
  #startPings(everyMs) {
    clearInterval(this.#pingTimer);
    this.#pingTimer = setInterval(() => {
      if (this.#pings++ >= SILENT_PINGS) this.abandon();
      else this.request({ t: 'ping' }, { once: true }).catch(() => {});
    }, everyMs);
  }
}
