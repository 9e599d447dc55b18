import { Feedback } from './feedback.js';
import { Camera, Microphone, TRANSPORT_SEQUENCE } from './media.js';
import { Peer } from './peer.js';
import { Reception } from './reception.js';
import { asksForKeyFrame, shortExtension } from './rtp.js';
import { Signal } from './signal.js';

const TILE = { w: 320, h: 180, prio: 1 };

/** Somebody in the room: sends sound and pictures, asks for tiles, and, if chosen, checks all that comes. */
export class Participant {
  /** @type {Map<string, Reception>} by mid */
  receptions = new Map();
  /** @type {Map<string, any>} people of the room by pid */
  people = new Map();
  /** @type {number[]} the cameras that were asked for */
  asked = [];

  /** Who we are in the room. */
  me = { pid: '', sources: {} };
  /** @type {number | undefined} */
  #startMs;
  #signal;

  /**
   * @param {number} index
   * @param {{framesPerSecond: number, isChecked: boolean, tellsArrival?: boolean, mediaPort?: number}} options `mediaPort` instead
   *   of the answer's, for a way through somebody in the middle
   */
  constructor(index, options) {
    this.index = index;
    this.name = `synthetic-${index}`;
    this.options = options;
    const ssrc = 1_000_000 + index * 10;
    this.microphone = new Microphone(ssrc, index);
    this.camera = new Camera(ssrc + 1, options.framesPerSecond);
    this.feedback = new Feedback(ssrc);
    this.peer = new Peer(
      this.name,
      { microphone: ssrc, camera: ssrc + 1 },
      {
        packet: (mid, isVideo, packet) => this.#heard(mid, isVideo, packet),
        feedback: packet => {
          if (asksForKeyFrame(packet)) this.camera.requestKeyFrame();
        },
      },
      options.isChecked,
      options.isChecked && options.tellsArrival,
    );
  }

  #heard(mid, isVideo, packet) {
    const sequence = shortExtension(packet, TRANSPORT_SEQUENCE);
    if (sequence >= 0) this.feedback.arrived(sequence, performance.now());
    this.#reception(mid, isVideo).accept(packet);
  }

  #reception(mid, isVideo) {
    let reception = this.receptions.get(mid);
    if (!reception) this.receptions.set(mid, (reception = new Reception(isVideo)));
    return reception;
  }

  /** @param {string} url @param {string} room */
  async join(url, room) {
    const offer = this.peer.offer();
    this.#signal = await Signal.open(url, room, message => this.#received(message));
    const joined = await this.#signal.request({ t: 'join', name: this.name, n: 1, offer, sources: Peer.SOURCES });
    this.me = joined.me;
    for (const person of joined.people) this.people.set(person.pid, person);
    this.#signal.ping(joined.pingMs);
    await this.peer.connect(this.#answer(joined.answer));
  }

  #answer(sdp) {
    const { mediaPort } = this.options;
    return mediaPort ? sdp.replace(/^(a=candidate:\S+ \d+ udp \d+ \S+) \d+/gm, `$1 ${mediaPort}`) : sdp;
  }

  #received(message) {
    if (message.t === 'roster') {
      for (const person of message.put ?? []) this.people.set(person.pid, person);
      for (const [pid] of message.del ?? []) this.people.delete(pid);
    } else if (message.t === 'bye' && message.reason !== 'left') {
      throw new Error(`${this.name} was sent away: ${JSON.stringify(message)}`);
    }
  }

  /** @param {number} count of tiles: the cameras of those who come after this participant in the room's order */
  async watch(count) {
    const others = [...this.people.values()].filter(person => person.sources.camera && person.pid !== this.me.pid);
    const order = person => Number(person.name.split('-')[1]);
    const after = person => (order(person) > this.index ? 0 : 1);
    others.sort((a, b) => after(a) - after(b) || order(a) - order(b));
    this.asked = others.slice(0, count).map(person => person.sources.camera.csrc);
    await this.#signal.request({ t: 'layout', tiles: this.asked.map(csrc => ({ csrc, ...TILE })) });
  }

  /** Begins to send. @param {number} nowMs */
  start(nowMs) {
    this.#startMs = nowMs;
  }

  /** Sends what has fallen due. @param {number} nowMs */
  send(nowMs) {
    if (this.#startMs === undefined || !this.peer.isOpen) return;
    const { microphone, camera } = this.me.sources;
    while (this.#startMs + this.microphone.dueMs <= nowMs) {
      for (const packet of this.microphone.next(microphone.csrc)) this.peer.microphone.sendMessageBinary(packet);
    }
    while (this.#startMs + this.camera.dueMs <= nowMs) {
      for (const packet of this.camera.next(camera.csrc)) this.peer.camera.sendMessageBinary(packet);
    }
    const feedback = this.feedback.next(nowMs);
    if (feedback) this.peer.tell(feedback);
  }

  /** @returns {number[]} the cameras of which pictures have come */
  get seen() {
    return this.#sources(true);
  }

  /** @returns {number[]} the microphones of which sound has come */
  get heard() {
    return this.#sources(false);
  }

  #sources(isVideo) {
    const csrcs = new Set();
    for (const reception of this.receptions.values()) {
      if (reception.isVideo === isVideo) for (const csrc of reception.sources.keys()) csrcs.add(csrc);
    }
    return [...csrcs];
  }

  async leave() {
    await this.#signal.request({ t: 'leave' }).catch(() => {});
    this.#signal.close();
    this.peer.close();
  }
}
