import { Signal } from '../sdk/signal.js';

/** The far end of a WebSocket, which the test plays. */
export class FakeSocket {
  /** @type {any[]} */
  received = [];
  closed = false;

  /** @param {string} url */
  constructor(url) {
    this.url = url;
  }

  /** @param {string} text */
  send(text) {
    this.received.push(JSON.parse(text));
  }

  close() {
    if (this.closed) return;
    this.closed = true;
    this.onclose?.({});
  }

  open() {
    this.onopen?.({});
  }

  /** @param {any} message */
  say(message) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  /** @param {string} type @returns {any} the latest message of the type */
  last(type) {
    return this.received.findLast(message => message.t === type);
  }
}

/** Collects the sockets that a signal opens. */
export function fakeSignal() {
  /** @type {FakeSocket[]} */
  const sockets = [];
  const signal = new Signal(url => {
    const socket = new FakeSocket(url);
    sockets.push(socket);
    return /** @type {any} */ (socket);
  });
  return { signal, sockets };
}

/** Lets promises that can go on do so. */
export async function settle() {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}
