import { devices as machine, PlenumError } from '../sdk/plenum.js';
import { problemNote, problemSentence } from './device-problem.js';
import { h, show } from './dom.js';
import { brand, icon } from './icons.js';
import { Pickers } from './pickers.js';
import { preferences, remember } from './preferences.js';
import { t } from './strings.js';

/** @import { preview } from '../sdk/plenum.js' */

/** The page before the meeting: how one looks and sounds, under which name, with which devices. */
export class Prejoin {
  #video = h('video', { muted: true, playsinline: true, autoplay: true, 'data-testid': 'preview' });
  #empty = h('div', { class: 'empty' });
  #problems = h('div', { class: 'problems' });
  #name;
  #joinButton;
  /** @type {Pickers | null} */
  #pickers = null;
  #toggles;
  /** @type {(() => void)[]} */
  #cleanup = [];

  /**
   * @param {object} options
   * @param {string} options.room
   * @param {string} [options.name]
   * @param {ReturnType<typeof preview>} options.devices
   * @param {(name: string) => Promise<void>} options.join
   * @param {(reason: string) => void} options.refused
   */
  constructor({ room, name, devices, join, refused }) {
    this.devices = devices;
    this.join = join;
    this.refused = refused;
    const before = preferences();
    devices.microphone.deviceId = before.microphoneId;
    devices.camera.deviceId = before.cameraId;
    this.#video.muted = true;
    this.#pickers = new Pickers(devices.microphone, devices.camera);
    this.#toggles = { microphone: this.#toggle('microphone', 'mic'), camera: this.#toggle('camera', 'camera') };
    this.#name = h('input', {
      class: 'input',
      name: 'name',
      value: name ?? before.name,
      placeholder: t('entry.namePlaceholder'),
      autocomplete: 'name',
      maxlength: 80,
      required: true,
      'data-testid': 'name',
    });
    this.#joinButton = h('button', { class: 'button primary large', 'data-testid': 'join' }, t('entry.join'));
    this.element = h(
      'div',
      { class: 'entry', 'data-testid': 'prejoin' },
      h('header', {}, brand()),
      h(
        'section',
        { class: 'prejoin' },
        h(
          'div',
          { class: 'preview' },
          this.#video,
          this.#empty,
          h('div', { class: 'toggles' }, this.#toggles.microphone, this.#toggles.camera),
        ),
        h(
          'form',
          { class: 'joining', on: { submit: (/** @type {SubmitEvent} */ event) => this.#submit(event) } },
          h('div', {}, h('h1', {}, t('entry.title')), h('p', { class: 'room' }, `${t('entry.room')} `, h('b', {}, room))),
          h('label', { class: 'field' }, h('span', {}, t('entry.name')), this.#name),
          ...this.#pickers.elements,
          this.#problems,
          this.#joinButton,
          h('p', { class: 'hint' }, t('entry.hint')),
        ),
      ),
    );
    for (const source of [devices.microphone, devices.camera]) {
      this.#cleanup.push(...['track', 'muted', 'error'].map(event => source.on(/** @type {any} */ (event), () => this.#draw())));
    }
    this.#draw();
  }

  /** Opens the devices that were on last time. */
  async start() {
    const { microphone, camera } = preferences();
    if (!this.#name.value) this.#name.focus();
    await this.devices.open({ microphone, camera });
    this.#draw();
  }

  close() {
    this.#pickers?.close();
    for (const undo of this.#cleanup) undo();
    this.#video.srcObject = null;
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const name = this.#name.value.trim();
    if (!name) return this.#name.focus();
    remember({ name });
    this.#joinButton.disabled = true;
    this.#joinButton.replaceChildren(h('span', { class: 'spinner' }), t('entry.joining'));
    try {
      await this.join(name);
    } catch (error) {
      this.refused(error instanceof PlenumError ? error.code : 'internal');
      if (!(error instanceof PlenumError)) throw error;
    }
  }

  /** @param {'microphone' | 'camera'} kind @param {string} sign */
  #toggle(kind, sign) {
    const click = async () => {
      const source = this.devices[kind];
      await source.setMuted(!source.muted);
      remember({ [kind]: !source.muted });
    };
    return h('button', { class: 'toggle', type: 'button', 'data-testid': `toggle-${kind}`, on: { click } }, icon(sign));
  }

  #draw() {
    const { microphone, camera } = this.devices;
    const shown = this.#video.srcObject instanceof MediaStream ? this.#video.srcObject.getTracks()[0] : null;
    if (shown !== camera.track) this.#video.srcObject = camera.track && new MediaStream([camera.track]);
    show(this.#video, camera.track !== null);
    show(this.#empty, camera.track === null);
    const starting = camera.muted && !camera.error && machine.allowed && preferences().camera;
    const sentence = camera.error ? problemSentence('camera', camera.error) : t(starting ? 'entry.cameraStarting' : 'entry.cameraOff');
    this.#empty.replaceChildren(icon('cameraOff'), h('p', { 'data-testid': camera.error ? 'camera-problem' : 'camera-state' }, sentence));
    this.#problems.replaceChildren(...(microphone.error ? [problemNote('microphone', microphone.error)] : []));
    show(this.#problems, microphone.error !== null);
    this.#drawToggle(this.#toggles.microphone, !microphone.muted, 'mic', t(microphone.muted ? 'bar.unmute' : 'bar.mute'));
    this.#drawToggle(this.#toggles.camera, !camera.muted, 'camera', t(camera.muted ? 'bar.cameraOn' : 'bar.cameraOff'));
  }

  /** @param {HTMLButtonElement} button @param {boolean} on @param {string} sign @param {string} label */
  #drawToggle(button, on, sign, label) {
    button.ariaPressed = String(on);
    button.ariaLabel = label;
    button.title = label;
    button.replaceChildren(icon(on ? sign : `${sign}Off`));
  }
}
