import WebSocket from 'ws';

const SUBPROTOCOL = 'plenum.v1';

/** Requests and messages of `plenum.v1` over one WebSocket. */
export class Signal {
  #lastId = 0;
  /** @type {Map<number, {resolve: (reply: any) => void, reject: (error: Error) => void}>} */
  #pending = new Map();
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #pings;

  /** @param {WebSocket} socket @param {(message: any) => void} onMessage what answers no request */
  constructor(socket, onMessage) {
    this.socket = socket;
    socket.on('message', text => {
      const message = JSON.parse(text.toString());
      const request = this.#pending.get(message.re);
      this.#pending.delete(message.re);
      if (message.re === undefined) onMessage(message);
      else if (message.t === 'error') request?.reject(new Error(`${message.code}: ${message.message}`));
      else request?.resolve(message);
    });
    socket.on('close', () => {
      clearInterval(this.#pings);
      for (const { reject } of this.#pending.values()) reject(new Error('the WebSocket was closed'));
    });
  }

  /**
   * @param {string} url the server's, http or https
   * @param {string} room
   * @param {(message: any) => void} onMessage
   * @returns {Promise<Signal>}
   */
  static open(url, room, onMessage) {
    const address = `${url.replace(/^http/, 'ws')}/v1/rooms/${encodeURIComponent(room)}/join`;
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(address, SUBPROTOCOL);
      socket.once('open', () => resolve(new Signal(socket, onMessage)));
      socket.once('error', reject);
    });
  }

  /** @param {any} message @returns {Promise<any>} the reply */
  request(message) {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.socket.send(JSON.stringify({ ...message, id }));
    });
  }

  /** @param {number} everyMs */
  ping(everyMs) {
    this.#pings = setInterval(() => this.request({ t: 'ping' }).catch(() => {}), everyMs);
  }

  close() {
    this.socket.close();
  }
}
