import datachannel from 'node-datachannel';
import { AUDIO_LEVEL, OPUS, RTX, TRANSPORT_SEQUENCE, VP8 } from './media.js';
import { isRtcp } from './rtp.js';

const AUDIO_SLOTS = 3 + 1; // the loudest, and the sound of a screen
const VIDEO_SLOTS = 9;
const CONNECT_MS = 60_000;
const VIDEO_HZ = 90_000;
const TRANSPORT_SEQUENCE_URI = 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01';

/** Where packets of a receiving m-line and feedback to a sending one go. */
/** @typedef {{packet: (mid: string, isVideo: boolean, packet: Buffer) => void, feedback: (packet: Buffer) => void}} Sink */

/**
 * A peer connection that sends a microphone and a camera, and receives into slots.
 *
 * <pre>
 *   mid 0      microphone
 *   mid 1      camera
 *   mid 2–5    audio slots
 *   mid 6–14   video slots
 * </pre>
 */
export class Peer {
  /** What `join` says about the sending m-lines. */
  static SOURCES = [
    { mid: '0', kind: 'microphone' },
    { mid: '1', kind: 'camera' },
  ];

  #tracks = [];

  /**
   * @param {string} name
   * @param {{microphone: number, camera: number}} ssrcs
   * @param {Sink} sink
   * @param {boolean} isChecked whether packets that come are handed to the sink; they are decrypted in any case
   * @param {boolean} tellsArrival whether the sink gives transport-wide feedback
   */
  constructor(name, ssrcs, sink, isChecked, tellsArrival) {
    this.tellsArrival = tellsArrival;
    this.connection = new datachannel.PeerConnection(name, { iceServers: [], disableAutoNegotiation: true });
    this.microphone = this.#sending(audio('0', 'SendOnly'), ssrcs.microphone, name, sink);
    this.camera = this.#sending(video('1', 'SendOnly'), ssrcs.camera, name, sink);
    for (let i = 0; i < AUDIO_SLOTS; i++) this.#receiving(audio(String(2 + i), 'RecvOnly'), false, sink, isChecked);
    for (let i = 0; i < VIDEO_SLOTS; i++) {
      const media = video(String(2 + AUDIO_SLOTS + i), 'RecvOnly');
      media.addRTXCodec(RTX, VP8, VIDEO_HZ);
      this.#receiving(media, true, sink, isChecked);
    }
  }

  #sending(media, ssrc, name, sink) {
    media.addSSRC(ssrc, name, name, media.mid());
    const track = this.connection.addTrack(media);
    track.onMessage(packet => {
      if (isRtcp(packet)) sink.feedback(packet);
    });
    this.#tracks.push(track);
    return track;
  }

  #receiving(media, isVideo, sink, isChecked) {
    if (this.tellsArrival) {
      media.parseSdpLine(`a=extmap:${TRANSPORT_SEQUENCE} ${TRANSPORT_SEQUENCE_URI}`);
      media.parseSdpLine(`a=rtcp-fb:${isVideo ? VP8 : OPUS} transport-cc`);
    }
    const track = this.connection.addTrack(media);
    this.#tracks.push(track);
    if (!isChecked) return;
    const mid = media.mid();
    track.onMessage(packet => {
      if (!isRtcp(packet)) sink.packet(mid, isVideo, packet);
    });
  }

  /** @returns {string} SDP; the server finds us by our checks, so it needs none of our candidates */
  offer() {
    this.connection.setLocalDescription('offer');
    return this.connection.localDescription().sdp;
  }

  /**
   * @param {string} answer SDP
   * @returns {Promise<void>} when media may be sent
   */
  connect(answer) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the connection takes too long')), CONNECT_MS);
      this.connection.onStateChange(state => {
        if (state === 'connected') {
          clearTimeout(timer);
          resolve();
        } else if (state === 'failed') {
          clearTimeout(timer);
          reject(new Error('the connection failed'));
        }
      });
      this.connection.setRemoteDescription(answer, 'answer');
    });
  }

  /** @returns {string} how libdatachannel sees the connection */
  get state() {
    return this.connection.state();
  }

  /** @returns {boolean} whether media may be sent; no longer when the server has given us up */
  get isOpen() {
    return this.#tracks.every(track => track.isOpen());
  }

  /** @param {Buffer} packet RTCP, which may be sent on any m-line */
  tell(packet) {
    this.#tracks[0].sendMessageBinary(packet);
  }

  close() {
    for (const track of this.#tracks) track.close();
    this.connection.close();
  }
}

function audio(mid, direction) {
  const media = new datachannel.Audio(mid, direction);
  media.addOpusCodec(OPUS);
  media.parseSdpLine(`a=extmap:${AUDIO_LEVEL} urn:ietf:params:rtp-hdrext:ssrc-audio-level`);
  return media;
}

function video(mid, direction) {
  const media = new datachannel.Video(mid, direction);
  media.addVP8Codec(VP8);
  return media;
}
