import { describeDependencies, encodingsFor, videoCodecs } from './codecs.js';
import { Emitter } from './emitter.js';
import { Encodings } from './encodings.js';
import { VideoSlot } from './video-slot.js';

/** @import { Config, EncodingWish, Kind, Sending, SlotPlan } from './wire.js' */

/**
 * One RTCPeerConnection: sending m-lines for what this person publishes, and a pool of receiving m-lines onto which the server
 * switches sources. M-lines are only ever added.
 *
 * @extends {Emitter<{connection: RTCPeerConnectionState, picture: void}>}
 */
export class Peer extends Emitter {
  /** @type {Map<Kind, RTCRtpTransceiver>} */
  #sending = new Map();
  /** @type {Map<Kind, Encodings>} */
  #encodings = new Map();
  /** @type {VideoSlot[]} */
  videoSlots = [];
  /** @type {RTCRtpTransceiver[]} the loudest microphones, then screen sound */
  audioSlots = [];
  #closed = false;

  /**
   * @param {Config} config
   * @param {string} codec preferred video codec
   */
  constructor(config, codec) {
    super();
    this.config = config;
    this.codec = codec;
    this.pc = new RTCPeerConnection({ bundlePolicy: 'max-bundle', rtcpMuxPolicy: 'require' });
    this.pc.onconnectionstatechange = () => this.emit('connection', this.pc.connectionState);
  }

  /** @returns {RTCPeerConnectionState} */
  get connection() {
    return this.#closed ? 'closed' : this.pc.connectionState;
  }

  /**
   * Publishes a track, or stops publishing a kind.
   *
   * @param {Kind} kind
   * @param {MediaStreamTrack | null} track
   * @param {{keep?: boolean}} [options] `keep` the m-line for the track's return, as for a camera that is switched off
   * @returns {boolean} whether the server must be told by a new offer
   */
  publish(kind, track, { keep = false } = {}) {
    const transceiver = this.#sending.get(kind);
    // The server refuses an m-line that this person may not send; allowed later, it needs a new one.
    if (!transceiver || transceiver.currentDirection === 'stopped') {
      this.#sending.delete(kind);
      if (track) this.#addSending(kind, track);
      return track !== null;
    }
    const direction = track || keep ? 'sendonly' : 'inactive';
    const renegotiate = transceiver.direction !== direction;
    transceiver.direction = direction;
    transceiver.sender.replaceTrack(track).then(() => this.#encodings.get(kind)?.apply(), reportError);
    return renegotiate;
  }

  /** @param {Kind} kind @returns {RTCRtpSender | undefined} */
  sender(kind) {
    return this.#sending.get(kind)?.sender;
  }

  /** @param {string} mid @returns {Kind | undefined} what is sent on an m-line */
  kindOf(mid) {
    for (const [kind, transceiver] of this.#sending) if (transceiver.mid === mid) return kind;
    return undefined;
  }

  /** Opens the audio slots and the first video slots; sending m-lines of the start come before. @param {number} videoSlots */
  openSlots(videoSlots) {
    const { audio, screenAudio } = this.config.slots;
    for (let i = 0; i < audio + screenAudio; i++) {
      this.audioSlots.push(this.pc.addTransceiver('audio', { direction: 'recvonly' }));
    }
    this.growTo(videoSlots);
  }

  /** @param {number} videoSlots @returns {boolean} whether there are new ones, to be told by a new offer */
  growTo(videoSlots) {
    const codecs = this.#codecs(RTCRtpReceiver.getCapabilities('video'));
    const missing = videoSlots - this.videoSlots.length;
    for (let i = 0; i < missing; i++) {
      const transceiver = this.pc.addTransceiver('video', { direction: 'recvonly' });
      if (codecs.length > 0) transceiver.setCodecPreferences(codecs);
      describeDependencies(transceiver);
      this.videoSlots.push(new VideoSlot(transceiver, () => this.emit('picture', undefined)));
    }
    return missing > 0;
  }

  /**
   * An offer for what there is now. It goes out at once, without waiting for candidates: the server learns ours from our checks.
   *
   * @param {{restart?: boolean}} [options] `restart` ICE, after a change of network
   * @returns {Promise<{sdp: string, sources: Sending[]}>}
   */
  async offer({ restart = false } = {}) {
    const offer = await this.pc.createOffer({ iceRestart: restart });
    await this.pc.setLocalDescription(offer);
    /** @type {Sending[]} */
    const sources = [];
    for (const [kind, { mid, direction, sender }] of this.#sending) {
      if (mid && direction === 'sendonly') sources.push({ mid, kind, muted: !sender.track?.enabled });
    }
    return { sdp: offer.sdp ?? '', sources };
  }

  /** @param {string} sdp */
  async answer(sdp) {
    if (this.#closed) return;
    await this.pc.setRemoteDescription({ type: 'answer', sdp });
    for (const encodings of this.#encodings.values()) encodings.apply();
  }

  /** Takes an offer back that the server refused. */
  async rollback() {
    if (this.pc.signalingState === 'have-local-offer') await this.pc.setLocalDescription({ type: 'rollback' });
  }

  /** @param {SlotPlan[]} plans */
  plan(plans) {
    for (const { mid, csrc, paused } of plans) {
      const slot = this.videoSlots.find(candidate => candidate.mid === mid);
      if (slot) Object.assign(slot, { planned: csrc, paused });
    }
  }

  /** What the room has a use for, of what is sent on an m-line. @param {{mid: string, set: EncodingWish[]}} wish */
  encode({ mid, set }) {
    const kind = this.kindOf(mid);
    if (kind) this.#encodings.get(kind)?.follow(set);
  }

  close() {
    this.#closed = true;
    for (const slot of this.videoSlots) slot.close();
    this.pc.onconnectionstatechange = null;
    this.pc.close();
  }

  /** @param {Kind} kind @param {MediaStreamTrack} track */
  #addSending(kind, track) {
    const firefox = navigator.userAgent.includes('Firefox/');
    const transceiver = this.pc.addTransceiver(track, {
      direction: 'sendonly',
      sendEncodings: encodingsFor(kind, this.codec, track.getSettings(), firefox),
    });
    if (track.kind === 'video') {
      const codecs = this.#codecs(RTCRtpSender.getCapabilities('video'));
      if (codecs.length > 0) transceiver.setCodecPreferences(codecs);
      describeDependencies(transceiver);
      this.#encodings.set(kind, new Encodings(transceiver.sender));
    }
    this.#sending.set(kind, transceiver);
  }

  /** @param {RTCRtpCapabilities | null} capabilities */
  #codecs(capabilities) {
    return videoCodecs(capabilities?.codecs ?? [], this.config.codecs.video, this.codec);
  }
}
