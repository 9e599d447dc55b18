import { park } from './video-slot.js';

/** @import { PauseReason, Person, SourceState } from './wire.js' */

/**
 * One person's camera, or one shared screen, as an element for the page. The element's video is only ever the picture of this
 * tile's source.
 */
export class Tile {
  /** @type {Person} */
  person;
  /** @type {SourceState | undefined} */
  source;
  speaking = false;
  /** @type {PauseReason | undefined} why there is no moving picture although the source is there */
  paused;
  /** Size in device pixels that the page shows it at; 0 while it is not visible. */
  w = 0;
  h = 0;
  zoom = 1;
  /** Called when another size should be asked for. */
  sizeChanged = () => {};
  /** @type {HTMLVideoElement | null} */
  #video = null;
  /** @type {HTMLVideoElement | null} */
  #ownVideo = null;
  #summary = '';

  /**
   * @param {Person} person
   * @param {'camera' | 'screen'} kind
   * @param {boolean} self
   */
  constructor(person, kind, self) {
    this.person = person;
    this.kind = kind;
    this.self = self;
    this.key = `${person.pid}/${kind}`;
    this.element = document.createElement('div');
    this.element.className = 'plenum-tile';
    this.element.dataset.testid = 'tile';
    this.element.dataset.pid = person.pid;
    this.element.dataset.kind = kind;
    this.element.dataset.self = String(self);
    this.nameElement = document.createElement('span');
    this.nameElement.className = 'plenum-name';
    this.nameElement.textContent = person.name;
    this.element.append(this.nameElement);
  }

  get pid() {
    return this.person.pid;
  }

  get csrc() {
    return this.source?.csrc ?? 0;
  }

  /** @returns {boolean} whether there is a picture in the tile */
  get picture() {
    return this.#video !== null;
  }

  /** @returns {HTMLVideoElement | null} */
  get video() {
    return this.#video;
  }

  /** @returns {boolean} whether the server should send this source */
  get wanted() {
    return !this.self && this.w > 0 && this.source !== undefined && !this.source.muted;
  }

  /**
   * @param {Person} person
   * @param {boolean} speaking
   * @param {MediaStreamTrack | null} ownTrack for one's own tile
   */
  update(person, speaking, ownTrack) {
    // The page may have put something else there, such as "Ann (you)"; it hears of the change.
    if (person.name !== this.person.name) this.nameElement.textContent = person.name;
    this.person = person;
    this.source = person.sources[this.kind];
    this.speaking = speaking;
    this.element.dataset.csrc = this.csrc ? String(this.csrc) : '';
    this.element.dataset.speaking = String(speaking);
    if (this.self) this.#showOwn(ownTrack);
  }

  /** @param {{video: HTMLVideoElement, paused?: PauseReason} | undefined} slot whose picture is this tile's, if any */
  show(slot) {
    if (this.self) return;
    this.#place(this.source && !this.source.muted && slot ? slot.video : null);
  }

  /** Raises what is asked for, while the page shows a magnified part. @param {number} zoom */
  setZoom(zoom) {
    this.zoom = zoom;
    this.sizeChanged();
  }

  /** @returns {boolean} whether anything that the page shows has changed since the last call */
  settle() {
    this.element.dataset.picture = String(this.picture);
    this.element.dataset.paused = this.paused ?? '';
    const { name, state, hand, role, sources } = this.person;
    const summary = JSON.stringify([name, state, hand, role, sources, this.speaking, this.paused, this.picture]);
    const changed = summary !== this.#summary;
    this.#summary = summary;
    return changed;
  }

  close() {
    this.#place(null);
    this.element.remove();
    if (this.#ownVideo) this.#ownVideo.srcObject = null;
  }

  /** @param {MediaStreamTrack | null} track */
  #showOwn(track) {
    if (!this.#ownVideo) {
      this.#ownVideo = document.createElement('video');
      this.#ownVideo.muted = true;
      this.#ownVideo.autoplay = true;
      this.#ownVideo.playsInline = true;
    }
    const shown = this.#ownVideo.srcObject instanceof MediaStream ? this.#ownVideo.srcObject.getTracks()[0] : null;
    if (shown !== track) this.#ownVideo.srcObject = track && new MediaStream([track]);
    this.#place(track && this.#ownVideo);
  }

  /** @param {HTMLVideoElement | null} video */
  #place(video) {
    if (this.#video && this.#video !== video && this.#video.parentNode === this.element) {
      if (this.self) this.#video.remove();
      else park(this.#video);
    }
    if (video && video.parentNode !== this.element) {
      video.style.cssText = 'display:block;width:100%;height:100%;object-fit:var(--plenum-fit,cover)';
      this.element.prepend(video);
      video.play().catch(() => {});
    }
    this.#video = video;
  }
}
