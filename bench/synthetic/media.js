import { RtpStream } from './rtp.js';

export const OPUS = 111;
export const VP8 = 96;
/** Repeats of pictures (RFC 4588); as nobody asks for any, they come only to find out what the way carries. */
export const RTX = 97;
/** The header extension's id for audio levels (RFC 6464). */
export const AUDIO_LEVEL = 1;
export const TRANSPORT_SEQUENCE = 2;

const OPUS_HZ = 48_000;
const VIDEO_HZ = 90_000;
const FRAME_MS = 20;
const OPUS_BYTES = 80;
const PACKET_BYTES = 1_100;
const KEY_FRAME_PACKETS = 2;
const TURN_MS = 3_000;
const VOICE = 0x80;

/** Sends 20 ms frames as Opus at 32 kbps would; its loudness changes every few seconds. */
export class Microphone {
  #frames = 0;

  /** @param {number} ssrc @param {number} index of the participant, so that not all speak alike */
  constructor(ssrc, index) {
    this.stream = new RtpStream(ssrc, OPUS);
    this.index = index;
  }

  /** How many milliseconds after its start the next frame is due. */
  get dueMs() {
    return this.#frames * FRAME_MS;
  }

  /** @param {number} csrc the room's number of this source, written into each frame */
  next(csrc) {
    const frame = this.#frames++;
    const turn = Math.floor((frame * FRAME_MS) / TURN_MS);
    const levelDbov = 10 + ((this.index * 17 + turn * 29) % 97);
    const payload = Buffer.alloc(OPUS_BYTES, this.index);
    payload.writeUInt32BE(csrc, 1);
    return [
      this.stream.packet((frame * OPUS_HZ * FRAME_MS) / 1000, false, payload, {
        id: AUDIO_LEVEL,
        value: VOICE | levelDbov,
      }),
    ];
  }
}

/** Sends pictures in the outline of VP8 (RFC 7741): one packet each, two for a key frame, if not told otherwise. */
export class Camera {
  #frames = 0;
  #wantsKeyFrame = true;

  /**
   * @param {number} ssrc
   * @param {number} framesPerSecond
   */
  constructor(ssrc, framesPerSecond) {
    this.stream = new RtpStream(ssrc, VP8);
    this.framesPerSecond = framesPerSecond;
    this.keyFrames = 0;
  }

  /** How many milliseconds after its start the next picture is due. */
  get dueMs() {
    return (this.#frames * 1000) / this.framesPerSecond;
  }

  requestKeyFrame() {
    this.#wantsKeyFrame = true;
  }

  /** @param {number} csrc the room's number of this source, written into each packet */
  next(csrc) {
    const frame = this.#frames++;
    const isKey = this.#wantsKeyFrame;
    this.#wantsKeyFrame = false;
    if (isKey) this.keyFrames++;
    const timestamp = (frame * VIDEO_HZ) / this.framesPerSecond;
    const count = isKey ? KEY_FRAME_PACKETS : 1;
    return Array.from({ length: count }, (_, i) =>
      this.stream.packet(timestamp, i === count - 1, vp8Payload(frame, i === 0, isKey, csrc)),
    );
  }
}

const DESCRIPTOR_BYTES = 6;
const KEY_FRAME_HEADER_BYTES = 10;
const PICTURE_ID_MASK = 0x7fff;

/** Where the source's number stands in a packet: behind the longest of headers. */
const VIDEO_MARK = DESCRIPTOR_BYTES + KEY_FRAME_HEADER_BYTES;

function vp8Payload(picture, isFirst, isKey, csrc) {
  const payload = Buffer.alloc(PACKET_BYTES, picture);
  payload[0] = 0x80 | (isFirst ? 0x10 : 0); // X, S
  payload[1] = 0xe0; // I, L, T
  payload.writeUInt16BE(0x8000 | (picture & PICTURE_ID_MASK), 2);
  payload[4] = picture & 0xff; // TL0PICIDX
  payload[5] = 0; // the lowest temporal layer
  if (isFirst) {
    payload[6] = isKey ? 0x10 : 0x11; // shown; the lowest bit says that it is no key frame
    if (isKey) Buffer.from([0x10, 0, 0, 0x9d, 0x01, 0x2a, 320 & 0xff, 320 >> 8, 180, 0]).copy(payload, DESCRIPTOR_BYTES);
  }
  payload.writeUInt32BE(csrc, VIDEO_MARK);
  return payload;
}

/** @param {Buffer} payload @returns {number} the source which a sender wrote into its sound */
export function soundMark(payload) {
  return payload.readUInt32BE(1);
}

/** @param {Buffer} payload @returns {number} the source which a sender wrote into its picture */
export function pictureMark(payload) {
  return payload.readUInt32BE(VIDEO_MARK);
}

/** @param {Buffer} payload @returns {number} */
export function pictureId(payload) {
  return payload.readUInt16BE(2) & PICTURE_ID_MASK;
}

/** @param {number} from @param {number} to @returns {number} how many pictures later, modulo their numbering */
export function picturesBetween(from, to) {
  return (to - from) & PICTURE_ID_MASK;
}
