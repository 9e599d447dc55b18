import { Feedback } from './feedback.js';
import { beginsKeyFrame, RTX, TRANSPORT_SEQUENCE } from './media.js';
import { Peer } from './peer.js';
import { parse, shortExtension } from './rtp.js';
import { Signal } from './signal.js';

const SSRC = 10;
const TILE = { w: 1280, h: 720, prio: 1 };

/** Somebody who joins to watch one camera, and notes when its first whole picture is there. */
export class Viewer {
  /** By performance.now(). */
  answeredMs = NaN;
  firstPictureMs = Infinity;

  #feedback = new Feedback(SSRC);
  #keyFrame = { timestamp: -1, next: -1 };
  #signal;

  /** Makes the offer, so that joining takes no more of this machine than it must. @param {number} index */
  constructor(index) {
    this.name = `viewer-${index}`;
    const sink = { packet: (_, isVideo, packet) => this.#heard(isVideo, packet), feedback: () => {} };
    this.peer = new Peer(this.name, null, sink, true, true);
    this.offer = this.peer.offer();
  }

  /** @param {string} url @param {string} room @param {number} csrc of the camera */
  async join(url, room, csrc) {
    this.#signal = await Signal.open(url, room, () => {});
    const joined = await this.#signal.request({ t: 'join', name: this.name, n: 1, offer: this.offer, sources: [] });
    this.answeredMs = performance.now();
    this.#signal.ping(joined.pingMs);
    const connected = this.peer.connect(joined.answer);
    await this.#signal.request({ t: 'layout', tiles: [{ csrc, ...TILE }] });
    await connected;
  }

  /** Tells what has arrived. @param {number} nowMs */
  tell(nowMs) {
    const feedback = this.#feedback.next(nowMs);
    if (feedback && this.peer.isOpen) this.peer.tell(feedback);
  }

  #heard(isVideo, bytes) {
    const nowMs = performance.now();
    const transportSequence = shortExtension(bytes, TRANSPORT_SEQUENCE);
    if (transportSequence >= 0) this.#feedback.arrived(transportSequence, nowMs);
    if (isVideo && this.firstPictureMs === Infinity) this.#follow(parse(bytes), nowMs);
  }

  /** A key frame is whole when nothing was missing from its beginning to its marker. */
  #follow({ payloadType, payload, timestamp, sequence, marker }, nowMs) {
    if (payloadType === RTX || payload.length === 0) return;
    if (beginsKeyFrame(payload)) this.#keyFrame = { timestamp, next: sequence };
    const continues = timestamp === this.#keyFrame.timestamp && sequence === this.#keyFrame.next;
    this.#keyFrame.next = continues ? (sequence + 1) & 0xffff : -1;
    if (continues && marker) this.firstPictureMs = nowMs;
  }

  async leave() {
    await this.#signal?.request({ t: 'leave' }).catch(() => {});
    this.#signal?.close();
    this.peer.close();
  }
}
