/**
 * Tells a sender when its packets arrived, as browsers do: transport-wide feedback
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01 section 3.1).
 *
 * <pre>
 *   V=2 P FMT=15 | PT=205 | length | SSRC of sender | SSRC of media
 *   base sequence number 16 | packet status count 16 | reference time 24, of 64 ms | feedback count 8
 *   status chunks of 16 bits: here vectors of seven 2-bit symbols
 *   arrival deltas of 0.25 ms: 8 bits, or 16 signed
 * </pre>
 */
const TRANSPORT_FEEDBACK = 205;
const FORMAT = 15;
const HEAD_BYTES = 20;
const REFERENCE_MS = 64;
const TICKS_PER_MS = 4;

const NOT_RECEIVED = 0;
const SMALL_DELTA = 1;
const LARGE_DELTA = 2;
const VECTOR_OF_TWO_BITS = 0xc000;
const SYMBOLS = 7;

const INTERVAL_MS = 100;
/** What came so much before the highest number is told of no more. */
const MOST_PACKETS = 1_000;

/** When the packets of one connection arrived that have not been told of yet. */
export class Feedback {
  /** @type {Map<number, number>} ticks of arrival by sequence number, without its wrapping */
  #arrivals = new Map();
  #highest = -1;
  #count = 0;
  #dueMs = 0;

  /** @param {number} senderSsrc */
  constructor(senderSsrc) {
    this.senderSsrc = senderSsrc;
  }

  /** @param {number} sequence 16 bits @param {number} nowMs */
  arrived(sequence, nowMs) {
    const ahead = this.#highest < 0 ? 0 : ((sequence - this.#highest + 0x8000) & 0xffff) - 0x8000;
    const whole = this.#highest < 0 ? sequence + 0x10000 : this.#highest + ahead;
    this.#highest = Math.max(this.#highest, whole);
    this.#arrivals.set(whole, Math.round(nowMs * TICKS_PER_MS));
  }

  /** @param {number} nowMs @returns {Buffer | null} RTCP, when it is time to tell something */
  next(nowMs) {
    if (this.#arrivals.size === 0 || nowMs < this.#dueMs) return null;
    this.#dueMs = nowMs + INTERVAL_MS;
    const highest = this.#highest;
    const sequences = [...this.#arrivals.keys()].filter(sequence => sequence > highest - MOST_PACKETS).sort((a, b) => a - b);
    const packet = sequences.length > 0 ? this.#write(sequences) : null;
    this.#arrivals.clear();
    return packet;
  }

  #write(sequences) {
    const base = sequences[0];
    const reference = Math.floor(this.#arrivals.get(base) / TICKS_PER_MS / REFERENCE_MS);
    const symbols = Array(sequences.at(-1) - base + 1).fill(NOT_RECEIVED);
    const deltas = [];
    let ticks = reference * REFERENCE_MS * TICKS_PER_MS;
    for (const sequence of sequences) {
      const delta = this.#arrivals.get(sequence) - ticks;
      ticks += delta;
      const isSmall = delta >= 0 && delta <= 0xff;
      symbols[sequence - base] = isSmall ? SMALL_DELTA : LARGE_DELTA;
      deltas.push(...(isSmall ? [delta] : [(delta >> 8) & 0xff, delta & 0xff]));
    }
    const chunks = Math.ceil(symbols.length / SYMBOLS);
    const bytes = Math.ceil((HEAD_BYTES + 2 * chunks + deltas.length) / 4) * 4;
    const packet = Buffer.alloc(bytes);
    packet[0] = 0x80 | FORMAT;
    packet[1] = TRANSPORT_FEEDBACK;
    packet.writeUInt16BE(bytes / 4 - 1, 2);
    packet.writeUInt32BE(this.senderSsrc, 4);
    packet.writeUInt16BE(base & 0xffff, 12);
    packet.writeUInt16BE(symbols.length, 14);
    packet.writeUIntBE(reference & 0xffffff, 16, 3);
    packet[19] = this.#count++ & 0xff;
    for (let chunk = 0; chunk < chunks; chunk++) {
      const vector = symbols
        .slice(chunk * SYMBOLS, (chunk + 1) * SYMBOLS)
        .reduce((bits, symbol, i) => bits | (symbol << (2 * (SYMBOLS - 1 - i))), VECTOR_OF_TWO_BITS);
      packet.writeUInt16BE(vector, HEAD_BYTES + 2 * chunk);
    }
    packet.set(deltas, HEAD_BYTES + 2 * chunks);
    return packet;
  }
}
