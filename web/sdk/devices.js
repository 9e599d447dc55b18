import { Emitter } from './emitter.js';

/**
 * The machine's microphones, cameras and speakers.
 *
 * @extends {Emitter<{change: void, speaker: string}>}
 */
class Devices extends Emitter {
  /** Id of the loudspeaker that everything is played on; empty means the system's choice. */
  speaker = '';

  constructor() {
    super();
    globalThis.navigator?.mediaDevices?.addEventListener('devicechange', () => this.emit('change', undefined));
  }

  /** @returns {boolean} false on a plain http page that is not localhost: browsers give no device there */
  get allowed() {
    return Boolean(navigator.mediaDevices?.getUserMedia);
  }

  /** @returns {boolean} whether the browser lets a page choose the loudspeaker */
  get speakerSelectable() {
    return 'setSinkId' in HTMLMediaElement.prototype;
  }

  /**
   * Labels are empty until a device was allowed once.
   *
   * @returns {Promise<{microphones: MediaDeviceInfo[], cameras: MediaDeviceInfo[], speakers: MediaDeviceInfo[]}>}
   */
  async list() {
    const all = this.allowed ? await navigator.mediaDevices.enumerateDevices() : [];
    /** @param {MediaDeviceKind} kind */
    const of = kind => all.filter(device => device.kind === kind && device.deviceId);
    return { microphones: of('audioinput'), cameras: of('videoinput'), speakers: of('audiooutput') };
  }

  /** @param {string} deviceId */
  selectSpeaker(deviceId) {
    this.speaker = deviceId;
    this.emit('speaker', deviceId);
  }
}

export const devices = new Devices();
