import { h, show } from './dom.js';
import { icon } from './icons.js';
import { has, t } from './strings.js';

/** @import { Tile } from '../sdk/tile.js' */

/** Tiles narrower than this leave words out. */
const SMALL_PIXELS = 220;

/** What lies over a tile's picture: name, microphone, hand, and why there is no picture. */
export class Face {
  #avatar = h('span');
  #status = h('span', { class: 'face-status' });
  #hand = h('span', { class: 'face-hand', 'data-testid': 'tile-hand', role: 'img', 'aria-label': t('tile.hand') }, icon('hand'));
  #note = h('span', { class: 'face-note', 'data-testid': 'tile-note' });
  /** @type {string | null} */
  #drawnStatus = null;

  /** @param {Tile} tile */
  constructor(tile) {
    this.tile = tile;
    this.avatar = h('div', { class: 'avatar', 'aria-hidden': 'true' }, this.#avatar);
    tile.element.append(this.avatar, h('div', { class: 'face-chip' }, this.#status, tile.nameElement), this.#hand, this.#note);
    tile.element.role = 'group';
    this.draw();
  }

  draw() {
    const { tile } = this;
    const { person } = tile;
    const name = tile.self ? t('tile.you', { name: person.name }) : person.name;
    const label = tile.kind === 'screen' ? t('stage.sharing', { name: person.name }) : name;
    tile.nameElement.textContent = label;
    tile.element.ariaLabel = label;
    this.avatar.style.setProperty('--hue', String(hueOf(person.pid)));
    this.#avatar.textContent = tile.kind === 'screen' ? t(tile.self ? 'stage.youShare' : 'stage.waiting') : initials(person.name);
    this.#drawStatus();
    show(this.#hand, person.hand !== null && tile.kind === 'camera');
    this.#drawNote();
  }

  /** @param {number} width of the tile in CSS pixels */
  sized(width) {
    this.tile.element.classList.toggle('small', width < SMALL_PIXELS);
  }

  #drawStatus() {
    const { person, speaking, kind } = this.tile;
    const status = kind === 'screen' ? 'screen' : speaking ? 'voice' : person.sources.microphone && !person.sources.microphone.muted ? '' : 'micOff';
    if (status === this.#drawnStatus) return;
    this.#drawnStatus = status;
    this.#status.replaceChildren(...(status === 'voice' ? [voice()] : status ? [icon(status)] : []));
    this.#status.role = 'img';
    this.#status.ariaLabel = status === 'micOff' ? t('tile.muted') : status === 'voice' ? t('tile.speaking') : '';
    show(this.#status, status !== '');
  }

  /** Why the picture stands still or is not there: a sign, and in words where there is room. */
  #drawNote() {
    const { paused, picture, person } = this.tile;
    const away = person.state === 'reconnecting';
    const narrow = paused === 'bandwidth';
    const key = away ? 'tile.reconnecting' : narrow || !picture ? `tile.paused.${paused}` : '';
    const sign = away ? [h('span', { class: 'spinner' })] : narrow ? [icon('narrow')] : [];
    show(this.#note, has(key));
    if (has(key)) this.#note.replaceChildren(...sign, h('span', {}, t(key)));
    this.#note.title = !away && narrow ? t('tile.narrow') : '';
  }
}

/** Three bars that move: who speaks is not told by colour alone. */
function voice() {
  return h('span', { class: 'voice' }, h('i'), h('i'), h('i'));
}

/** @param {string} name @returns {string} one or two letters; the first character where names have no spaces */
export function initials(name) {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words[words.length - 1] : ''].map(word => [...word][0] ?? '');
  return letters.join('').toUpperCase();
}

/** @param {string} pid @returns {number} a hue that stays with the person */
export function hueOf(pid) {
  let hash = 7;
  for (const character of pid) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  return (hash * 137) % 360;
}
