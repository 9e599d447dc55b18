import { AudioOutput } from './audio-output.js';
import { PlenumError } from './error.js';
import { Camera, Microphone, openBoth } from './local-source.js';
import { Room } from './room.js';
import { roomOf } from './token.js';

export { devices } from './devices.js';
export { PlenumError } from './error.js';

/** The loudest three and shared sound: what is unlocked in the click before the server's configuration is known. */
const AUDIO_SLOTS = 4;
const PHONE = '(max-width: 600px)';

/**
 * The person's devices before the meeting. Give both to `joinRoom`, and they go on as they are.
 */
class Preview {
  microphone = new Microphone();
  camera = new Camera();

  /** @param {{microphone?: boolean, camera?: boolean}} [which] */
  async open({ microphone = true, camera = true } = {}) {
    if (microphone && camera) return openBoth(this.microphone, this.camera);
    if (microphone) await this.microphone.setMuted(false);
    if (camera) await this.camera.setMuted(false);
  }

  stop() {
    this.microphone.stop();
    this.camera.stop();
  }
}

/** @returns {Preview} */
export function preview() {
  return new Preview();
}

/**
 * Joins a room. Call it in a click, so that the browser lets the meeting be heard.
 *
 * A device that cannot be opened keeps nobody out: `room.camera.error` tells.
 *
 * @param {string} url the server's address
 * @param {object} [options]
 * @param {string | (() => string | Promise<string>)} [options.token] a function is asked again when the client has to rejoin
 * @param {string} [options.room] name of the room; without it the token's
 * @param {string} [options.name] shown to the others
 * @param {any} [options.metadata]
 * @param {any} [options.attributes]
 * @param {boolean | Microphone} [options.microphone] open it, or one that is there from `preview()`
 * @param {boolean | Camera} [options.camera]
 * @param {string} [options.codec] preferred video codec: `vp8` (default), `h264`, `vp9`, `av1`
 * @param {number} [options.videoSlots] how many videos to start with; more come when a view needs them
 * @param {boolean} [options.resume] take the seat back that this tab had before a reload (default)
 * @returns {Promise<Room>} in the room; `state` becomes `connected` when media flows
 * @throws {PlenumError}
 */
export async function joinRoom(url, options = {}) {
  const audio = new AudioOutput(AUDIO_SLOTS, () => {});
  const devices = preview();
  if (options.microphone instanceof Microphone) devices.microphone = options.microphone;
  if (options.camera instanceof Camera) devices.camera = options.camera;
  const { microphone, camera } = devices;
  try {
    const token = typeof options.token === 'function' ? options.token : () => /** @type {string | undefined} */ (options.token);
    const name = options.room ?? roomOf(await token());
    const [config] = await Promise.all([
      readConfig(url),
      devices.open({ microphone: options.microphone === true, camera: options.camera === true }),
    ]);
    const room = new Room({
      config,
      microphone,
      camera,
      audio,
      codec: (options.codec ?? 'vp8').toUpperCase(),
      videoSlots: options.videoSlots ?? (matchMedia(PHONE).matches ? config.slots.phone : config.slots.video),
      session: {
        url,
        room: name,
        token,
        profile: { name: options.name, metadata: options.metadata, attributes: options.attributes },
        storage: sessionStorage,
        reloaded: options.resume !== false && reloaded(),
      },
    });
    return await room.start();
  } catch (error) {
    audio.close();
    if (options.microphone === true) microphone.stop();
    if (options.camera === true) camera.stop();
    throw error;
  }
}

/**
 * What the server serves; cheap to ask while the person is still choosing devices.
 *
 * @param {string} url
 * @returns {Promise<import('./wire.js').Config>}
 */
async function readConfig(url) {
  const response = await fetch(new URL('/v1/config', url)).catch(() => null);
  if (!response?.ok) throw new PlenumError('connection-lost', 'The server cannot be reached.', 'Check the address and the network.');
  return response.json();
}

/** A ticket in this tab's storage is ours after a reload; a duplicated tab has a copy that it must not use. */
function reloaded() {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation instanceof PerformanceNavigationTiming && navigation.type === 'reload';
}
