/**
 * The little of RTP (RFC 3550) and RTCP feedback (RFC 4585, RFC 5104) that a participant needs.
 *
 * <pre>
 *   V=2 P X CC | M PT | sequence 16 | timestamp 32 | SSRC 32 | CSRC 32 … | extension | payload
 * </pre>
 */

const VERSION = 0x80;
const PADDING = 0x20;
const EXTENSION = 0x10;
const MARKER = 0x80;
const FIXED_BYTES = 12;
const ONE_BYTE_PROFILE = 0xbede;

const FIRST_RTCP_TYPE = 192;
const LAST_RTCP_TYPE = 223;
const PAYLOAD_FEEDBACK = 206;
const PICTURE_LOSS = 1;
const FULL_INTRA_REQUEST = 4;

/** One outgoing stream: numbers its packets. */
export class RtpStream {
  #sequence = Math.floor(Math.random() * 0x8000);

  /** @param {number} ssrc @param {number} payloadType */
  constructor(ssrc, payloadType) {
    this.ssrc = ssrc;
    this.payloadType = payloadType;
  }

  /**
   * @param {number} timestamp
   * @param {boolean} marker
   * @param {Buffer} payload
   * @param {{id: number, value: number}} [extension] of one byte
   */
  packet(timestamp, marker, payload, extension) {
    const headerBytes = FIXED_BYTES + (extension ? 8 : 0);
    const packet = Buffer.alloc(headerBytes + payload.length);
    packet[0] = VERSION | (extension ? EXTENSION : 0);
    packet[1] = (marker ? MARKER : 0) | this.payloadType;
    packet.writeUInt16BE(this.#sequence++ & 0xffff, 2);
    packet.writeUInt32BE(timestamp >>> 0, 4);
    packet.writeUInt32BE(this.ssrc, 8);
    if (extension) {
      packet.writeUInt16BE(ONE_BYTE_PROFILE, 12);
      packet.writeUInt16BE(1, 14);
      packet[16] = extension.id << 4;
      packet[17] = extension.value;
    }
    payload.copy(packet, headerBytes);
    return packet;
  }
}

/** @param {Buffer} packet */
export function isRtcp(packet) {
  return packet.length >= 8 && packet[1] >= FIRST_RTCP_TYPE && packet[1] <= LAST_RTCP_TYPE;
}

/**
 * @param {Buffer} packet RTCP, compound or not
 * @returns {boolean} whether a key frame is asked for
 */
export function asksForKeyFrame(packet) {
  for (let at = 0; at + 4 <= packet.length; at += 4 * (packet.readUInt16BE(at + 2) + 1)) {
    const format = packet[at] & 0x1f;
    if (packet[at + 1] === PAYLOAD_FEEDBACK && (format === PICTURE_LOSS || format === FULL_INTRA_REQUEST)) return true;
  }
  return false;
}

/**
 * @param {Buffer} packet RTP
 * @param {number} id of a header extension
 * @returns {number} its 16 bits, -1 if the packet does not carry it
 */
export function shortExtension(packet, id) {
  if (!(packet[0] & EXTENSION)) return -1;
  const head = FIXED_BYTES + 4 * (packet[0] & 0x0f);
  const end = head + 4 + 4 * packet.readUInt16BE(head + 2);
  for (let at = head + 4; at < end; ) {
    const [element, bytes] = [packet[at] >> 4, (packet[at] & 0x0f) + 1];
    if (element === id) return packet.readUInt16BE(at + 1);
    at += packet[at] === 0 ? 1 : 1 + bytes;
  }
  return -1;
}

/**
 * @param {Buffer} packet RTP
 * @returns {{marker: boolean, payloadType: number, sequence: number, timestamp: number, csrcs: number, csrc: number, payload: Buffer}} without padding
 */
export function parse(packet) {
  const csrcs = packet[0] & 0x0f;
  let at = FIXED_BYTES + 4 * csrcs;
  if (packet[0] & EXTENSION) at += 4 + 4 * packet.readUInt16BE(at + 2);
  const paddingBytes = packet[0] & PADDING ? packet[packet.length - 1] : 0;
  return {
    marker: (packet[1] & MARKER) !== 0,
    payloadType: packet[1] & ~MARKER,
    sequence: packet.readUInt16BE(2),
    timestamp: packet.readUInt32BE(4),
    csrcs,
    csrc: csrcs > 0 ? packet.readUInt32BE(FIXED_BYTES) : 0,
    payload: packet.subarray(at, packet.length - paddingBytes),
  };
}
