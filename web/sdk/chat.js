import { Emitter } from './emitter.js';

/** @import { DataMessage } from './wire.js' */
/** @typedef {(message: any) => Promise<any>} Request */

/**
 * The room's chat, with what was said before one came.
 *
 * @extends {Emitter<{message: DataMessage}>}
 */
export class Chat extends Emitter {
  /** @type {DataMessage[]} the oldest first */
  messages = [];
  /** How many the server had to drop towards this client. */
  missed = 0;

  /**
   * @param {Request} request
   * @param {() => {pid: string, name: string}} me
   */
  constructor(request, me) {
    super();
    this.request = request;
    this.me = me;
  }

  /**
   * @param {string} text
   * @param {{to?: string[]}} [options] pids, for a private message
   * @returns {Promise<DataMessage>} the message as the others see it
   */
  async send(text, { to } = {}) {
    const { mid, time } = await this.request({ t: 'data', topic: 'chat', to, body: text });
    const { pid, name } = this.me();
    const message = { topic: 'chat', mid, from: pid, name, body: text, time, ...(to && { to }) };
    this.add(message);
    return message;
  }

  /** @param {DataMessage} message */
  add(message) {
    if (this.messages.some(known => known.mid === message.mid)) return;
    this.messages.push(message);
    this.emit('message', message);
  }
}

/** Any other data between the people of a room. */
export class Data {
  /** @param {Request} request */
  constructor(request) {
    this.request = request;
  }

  /**
   * @param {string} topic
   * @param {any} body anything that JSON holds, up to 15 KB
   * @param {{to?: string[]}} [options] pids; everybody without
   * @returns {Promise<{mid: string, time: string}>}
   */
  send(topic, body, { to } = {}) {
    return this.request({ t: 'data', topic, to, body });
  }
}
