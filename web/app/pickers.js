import { devices } from '../sdk/plenum.js';
import { h, show } from './dom.js';
import { preferences, remember } from './preferences.js';
import { t } from './strings.js';

/** @import { Camera, Microphone } from '../sdk/local-source.js' */

const TEST_SECONDS = 0.9;
const TEST_CHORD_HZ = [523.25, 659.25, 783.99];

/** Choosers for microphone, camera and speaker, with a level meter and a test sound. They follow what is plugged in. */
export class Pickers {
  #microphone = h('select', { 'data-testid': 'pick-microphone' });
  #camera = h('select', { 'data-testid': 'pick-camera' });
  #speaker = h('select', { 'data-testid': 'pick-speaker' });
  #level = h('i');
  #frame = 0;
  #unsubscribe;

  /**
   * @param {Microphone} microphone
   * @param {Camera} camera
   */
  constructor(microphone, camera) {
    this.microphone = microphone;
    const { speakerId } = preferences();
    if (speakerId && !devices.speaker) devices.selectSpeaker(speakerId);
    this.#microphone.onchange = () => this.#pick('microphoneId', this.#microphone.value, id => microphone.select(id));
    this.#camera.onchange = () => this.#pick('cameraId', this.#camera.value, id => camera.select(id));
    this.#speaker.onchange = () => this.#pick('speakerId', this.#speaker.value, id => devices.selectSpeaker(id));
    const speaker = h(
      'label',
      { class: 'field' },
      h('span', {}, t('entry.speaker')),
      h('div', { class: 'test' }, this.#speaker, h('button', { class: 'button', type: 'button', on: { click: testSpeaker } }, t('entry.test'))),
    );
    show(this.#speaker, devices.speakerSelectable);
    this.elements = [
      h(
        'label',
        { class: 'field' },
        h('span', {}, t('entry.microphone')),
        this.#microphone,
        h('div', { class: 'meter', role: 'img', 'aria-label': t('entry.level') }, this.#level),
      ),
      h('label', { class: 'field' }, h('span', {}, t('entry.camera')), this.#camera),
      speaker,
    ];
    this.#unsubscribe = [
      devices.on('change', () => this.refresh()),
      microphone.on('track', () => this.refresh()),
      camera.on('track', () => this.refresh()),
    ];
    this.camera = camera;
    this.refresh();
    this.#draw();
  }

  async refresh() {
    const { microphones, cameras, speakers } = await devices.list();
    fill(this.#microphone, microphones, this.microphone.deviceId);
    fill(this.#camera, cameras, this.camera.deviceId);
    fill(this.#speaker, speakers, devices.speaker);
  }

  close() {
    cancelAnimationFrame(this.#frame);
    for (const undo of this.#unsubscribe) undo();
  }

  #draw() {
    this.#level.style.transform = `scaleX(${this.microphone.level.toFixed(2)})`;
    this.#frame = requestAnimationFrame(() => this.#draw());
  }

  /**
   * @param {'microphoneId' | 'cameraId' | 'speakerId'} preference
   * @param {string} id
   * @param {(id: string) => unknown} select
   */
  #pick(preference, id, select) {
    remember({ [preference]: id });
    select(id);
  }
}

/**
 * @param {HTMLSelectElement} select
 * @param {MediaDeviceInfo[]} found
 * @param {string} chosen
 */
function fill(select, found, chosen) {
  const named = found.filter(({ deviceId, label }) => label && deviceId !== 'default' && deviceId !== 'communications');
  select.replaceChildren(
    h('option', { value: '' }, t('entry.default')),
    ...named.map(({ deviceId, label }) => h('option', { value: deviceId, selected: deviceId === chosen }, label)),
  );
}

/** Plays a short chord on the chosen speaker. */
async function testSpeaker() {
  const context = new AudioContext();
  const destination = context.createMediaStreamDestination();
  TEST_CHORD_HZ.forEach((hz, i) => {
    const start = context.currentTime + i * 0.12;
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(0.2, start + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.001, start + TEST_SECONDS);
    const tone = new OscillatorNode(context, { frequency: hz });
    tone.connect(gain).connect(destination);
    tone.start(start);
    tone.stop(start + TEST_SECONDS);
    tone.onended = () => i === TEST_CHORD_HZ.length - 1 && context.close();
  });
  const audio = new Audio();
  audio.srcObject = destination.stream;
  if (devices.speaker) await audio.setSinkId?.(devices.speaker);
  await audio.play();
}
