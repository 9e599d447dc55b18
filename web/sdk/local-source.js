import { devices } from './devices.js';
import { Emitter } from './emitter.js';
import { deviceError, PlenumError } from './error.js';
import { LevelMeter } from './level-meter.js';

/**
 * A microphone or camera of this machine, before and during a meeting. It opens the device when it is first unmuted, and falls
 * back to another one when it is unplugged.
 *
 * @extends {Emitter<{track: MediaStreamTrack | null, muted: boolean, error: PlenumError}>}
 */
class LocalSource extends Emitter {
  /** @type {MediaStreamTrack | null} */
  track = null;
  muted = true;
  /** Empty means the system's choice. */
  deviceId = '';
  /** @type {PlenumError | null} why the device cannot be used */
  error = null;

  /**
   * @param {'microphone' | 'camera'} kind
   * @param {MediaTrackConstraints} constraints
   */
  constructor(kind, constraints) {
    super();
    this.kind = kind;
    this.constraints = constraints;
  }

  /** @returns {MediaTrackConstraints} */
  get wanted() {
    return this.deviceId ? { ...this.constraints, deviceId: { exact: this.deviceId } } : this.constraints;
  }

  /**
   * @param {boolean} muted
   * @returns {Promise<boolean>} whether it is as asked; otherwise `error` says why not
   */
  async setMuted(muted) {
    if (!muted && !this.track && !(await this.#open())) return false;
    if (this.muted !== muted) {
      this.muted = muted;
      this.applyMute();
      this.emit('muted', muted);
    }
    return true;
  }

  /**
   * Takes a track that is already captured.
   *
   * @param {MediaStreamTrack} track
   */
  adopt(track) {
    this.replace(track);
    return this.setMuted(false);
  }

  /**
   * Changes the device, at once when it is in use.
   *
   * @param {string} deviceId
   */
  async select(deviceId) {
    if (deviceId === this.deviceId) return;
    this.deviceId = deviceId;
    if (this.track) await this.#open();
    this.applyMute();
  }

  /** Closes the device. */
  stop() {
    this.replace(null);
    this.muted = true;
  }

  applyMute() {}

  /** @param {MediaStreamTrack | null} track */
  replace(track) {
    if (this.track) {
      this.track.onended = null;
      this.track.stop();
    }
    this.track = track;
    if (track) track.onended = () => this.#unplugged();
    this.emit('track', track);
  }

  /** @returns {Promise<boolean>} */
  async #open() {
    try {
      this.replace(await this.#capture());
      this.error = null;
      return true;
    } catch (error) {
      this.error = deviceError(error);
      this.emit('error', this.error);
      return false;
    }
  }

  async #capture() {
    if (!devices.allowed) {
      throw new PlenumError('insecure-page', 'Browsers give devices to encrypted pages only.', 'Open the page by https.');
    }
    const stream = await navigator.mediaDevices.getUserMedia({ [this.kind === 'camera' ? 'video' : 'audio']: this.wanted });
    return stream.getTracks()[0];
  }

  async #unplugged() {
    this.deviceId = '';
    if (await this.#open()) {
      this.applyMute();
      return;
    }
    this.replace(null);
    this.muted = true;
    this.emit('muted', true);
  }
}

/** Stays open while muted, so that unmuting is instant. */
export class Microphone extends LocalSource {
  /** @type {LevelMeter | null} */
  #meter = null;

  constructor() {
    super('microphone', { echoCancellation: true, noiseSuppression: true, autoGainControl: true });
  }

  /** @returns {number} how loud it is now, 0 to 1 */
  get level() {
    return this.muted ? 0 : (this.#meter?.read() ?? 0);
  }

  /** @param {MediaStreamTrack | null} track */
  replace(track) {
    this.#meter?.close();
    this.#meter = track && new LevelMeter(track);
    super.replace(track);
  }

  applyMute() {
    if (this.track) this.track.enabled = !this.muted;
  }
}

/** Lets go of the device while muted, so that its light goes out. */
export class Camera extends LocalSource {
  constructor() {
    super('camera', { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } });
  }

  applyMute() {
    if (this.muted && this.track) this.replace(null);
  }
}

/**
 * Opens both with one question to the person; one by one where that fails, so that each has its own error.
 *
 * @param {Microphone} microphone
 * @param {Camera} camera
 */
export async function openBoth(microphone, camera) {
  const stream = await navigator.mediaDevices
    ?.getUserMedia({ audio: microphone.wanted, video: camera.wanted })
    .catch(() => null);
  const [audio, video] = [stream?.getAudioTracks()[0], stream?.getVideoTracks()[0]];
  await Promise.all([
    audio ? microphone.adopt(audio) : microphone.setMuted(false),
    video ? camera.adopt(video) : camera.setMuted(false),
  ]);
}
