import { RTX, pictureId, picturesBetween, pictureMark, soundMark } from './media.js';
import { parse } from './rtp.js';

const HALF_CYCLE = 0x8000;

/** Checks every packet of one slot: nothing missing, nothing twice, and from whom its CSRC says. */
export class Reception {
  packets = 0;
  /** Repeats and padding on the repair stream, sent to find out what the way carries. */
  probes = 0;
  /** Sequence numbers that never came. */
  lost = 0;
  late = 0;
  duplicates = 0;
  /** Packets with a CSRC that is not the one its sender wrote inside, or with none or several. */
  misattributed = 0;
  /** Pictures that do not continue the numbering. */
  pictureGaps = 0;
  /** @type {Map<number, number>} packets by source */
  sources = new Map();

  #highest = -1;
  #picture = -1;
  #timestamp = -1;

  /** @param {boolean} isVideo */
  constructor(isVideo) {
    this.isVideo = isVideo;
  }

  /** @param {Buffer} bytes */
  accept(bytes) {
    const packet = parse(bytes);
    if (packet.payloadType === RTX) {
      this.probes++;
      return;
    }
    this.packets++;
    this.#follow(packet.sequence);
    if (packet.payload.length === 0) return; // of padding alone, it fills a number
    const mark = this.isVideo ? pictureMark(packet.payload) : soundMark(packet.payload);
    if (packet.csrcs !== 1 || packet.csrc !== mark) this.misattributed++;
    this.sources.set(packet.csrc, (this.sources.get(packet.csrc) ?? 0) + 1);
    if (this.isVideo) this.#followPictures(packet);
  }

  #follow(sequence) {
    const ahead = (sequence - this.#highest) & 0xffff;
    if (this.#highest < 0) {
      this.#highest = sequence;
    } else if (ahead === 0) {
      this.duplicates++;
    } else if (ahead < HALF_CYCLE) {
      this.lost += ahead - 1;
      this.#highest = sequence;
    } else {
      this.late++;
      this.lost--;
    }
  }

  #followPictures({ timestamp, payload }) {
    const picture = pictureId(payload);
    const expected = timestamp === this.#timestamp ? 0 : 1;
    if (this.#picture >= 0 && picturesBetween(this.#picture, picture) !== expected) this.pictureGaps++;
    this.#picture = picture;
    this.#timestamp = timestamp;
  }
}
