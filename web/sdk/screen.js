import { Emitter } from './emitter.js';
import { deviceError } from './error.js';

/**
 * This person's screen share, with the sound of what is shared where the browser offers it.
 *
 * @extends {Emitter<{change: boolean}>}
 */
export class Screen extends Emitter {
  /** @type {MediaStreamTrack | null} */
  track = null;
  /** @type {MediaStreamTrack | null} */
  audioTrack = null;

  get sharing() {
    return this.track !== null;
  }

  /** @returns {boolean} phones' browsers share no screen */
  get possible() {
    return Boolean(navigator.mediaDevices?.getDisplayMedia);
  }

  /**
   * Asks the person what to share.
   *
   * @param {{audio?: boolean}} [options]
   * @returns {Promise<boolean>} false when the person changed their mind
   */
  async start({ audio = true } = {}) {
    try {
      const stream = await navigator.mediaDevices.getDisplayMedia({
        video: { frameRate: { ideal: 15, max: 30 } },
        audio: audio && { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
      });
      this.#set(stream.getVideoTracks()[0], stream.getAudioTracks()[0] ?? null);
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'NotAllowedError') return false;
      throw deviceError(error);
    }
  }

  stop() {
    if (this.track) this.#set(null, null);
  }

  /** @param {MediaStreamTrack | null} track @param {MediaStreamTrack | null} audioTrack */
  #set(track, audioTrack) {
    for (const old of [this.track, this.audioTrack]) old?.stop();
    if (track) {
      track.contentHint = 'detail';
      track.onended = () => this.stop();
    }
    this.track = track;
    this.audioTrack = audioTrack;
    this.emit('change', this.sharing);
  }
}
