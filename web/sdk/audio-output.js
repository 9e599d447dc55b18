import { devices } from './devices.js';

/**
 * The `<audio>` elements that play the audio slots. They are made, and played for the first time, inside the click that joins:
 * Safari silences others.
 */
export class AudioOutput {
  /** @type {HTMLAudioElement[]} */
  #elements = [];
  #unsubscribe = devices.on('speaker', id => this.#elements.forEach(element => route(element, id)));

  /**
   * @param {number} slots
   * @param {() => void} blocked called when the browser wants a click before it plays
   */
  constructor(slots, blocked) {
    this.blocked = blocked;
    for (let i = 0; i < slots; i++) this.#add();
  }

  /** @param {MediaStreamTrack[]} tracks one for each audio slot */
  play(tracks) {
    while (this.#elements.length < tracks.length) this.#add();
    tracks.forEach((track, i) => {
      this.#elements[i].srcObject = new MediaStream([track]);
    });
    this.start();
  }

  /** Plays everything; call it in a click after `blocked`. */
  start() {
    let told = false;
    for (const element of this.#elements) {
      element.play().catch(error => {
        if (error.name !== 'NotAllowedError' || told) return;
        told = true;
        this.blocked();
      });
    }
  }

  close() {
    this.#unsubscribe();
    for (const element of this.#elements) {
      element.srcObject = null;
      element.remove();
    }
  }

  #add() {
    const element = document.createElement('audio');
    element.autoplay = true;
    element.dataset.testid = 'audio-slot';
    document.body.append(element);
    element.play().catch(() => {});
    if (devices.speaker) route(element, devices.speaker);
    this.#elements.push(element);
  }
}

/** @param {HTMLAudioElement} element @param {string} speaker */
function route(element, speaker) {
  element.setSinkId?.(speaker).catch(reportError);
}
