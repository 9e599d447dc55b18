import { grid, seats, stage } from './arrange.js';
import { h, show } from './dom.js';
import { Face } from './face.js';
import { icon } from './icons.js';
import { ScreenViewport } from './screen-viewport.js';
import { t } from './strings.js';

/** @import { Room } from '../sdk/room.js' */
/** @import { Tile } from '../sdk/tile.js' */
/** @import { Rect } from './arrange.js' */

const PHONE = '(max-width: 600px)';

/** The room's picture: a grid of people, or a shared screen with people beside it. */
export class Stage {
  /** @type {Map<string, Face>} */
  #faces = new Map();
  #viewport = new ScreenViewport();
  #pageText = h('span');
  #resizes = new ResizeObserver(() => this.arrange());

  /**
   * @param {Room} room
   * @param {HTMLElement} alone shown while nobody else is here
   */
  constructor(room, alone) {
    this.room = room;
    this.alone = alone;
    this.pager = h(
      'nav',
      { class: 'pager' },
      h('div', {}, this.#pageButton(-1, 'back', 'pages.previous'), this.#pageText, this.#pageButton(1, 'forward', 'pages.next')),
    );
    this.element = h(
      'section',
      { class: 'stage', id: 'stage', tabindex: -1, 'aria-label': t('stage.tiles'), 'data-testid': 'stage' },
      this.#viewport.element,
      this.pager,
      alone,
    );
    this.view = room.view({ max: 9 });
    this.view.on('change', () => this.arrange());
    this.view.on('tile', tile => this.#faces.get(tile.key)?.draw());
    this.#resizes.observe(this.element);
    this.arrange();
  }

  /** @param {number} step */
  turn(step) {
    this.view.set({ page: this.view.page + step });
    this.arrange();
  }

  close() {
    this.#resizes.disconnect();
    this.view.close();
  }

  arrange() {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (width === 0 || height === 0) return;
    const [screen] = this.view.tiles.filter(tile => tile.kind === 'screen');
    const max = seats(width, height, screen !== undefined, matchMedia(PHONE).matches);
    if (max !== this.view.max) this.view.set({ max });
    this.#dress();
    const others = this.view.tiles.filter(tile => tile !== screen);
    if (screen) {
      const { stage: rect, strip } = stage(others.length, width, height);
      this.#put(screen, rect);
      others.forEach((tile, i) => this.#put(tile, strip[i]));
      this.#viewport.attach(screen, rect, () => this.room.screen.stop());
    } else {
      const rects = grid(others.length, width, height);
      others.forEach((tile, i) => this.#put(tile, rects[i]));
      this.#viewport.detach();
    }
    this.#drawPager(screen !== undefined);
    show(this.alone, this.room.count <= 1 && !screen);
  }

  /** Gives new tiles their faces and brings the elements into the page; those that stay are not touched. */
  #dress() {
    const { tiles } = this.view;
    const keys = new Set(tiles.map(tile => tile.key));
    for (const key of this.#faces.keys()) if (!keys.has(key)) this.#faces.delete(key);
    for (const tile of tiles) {
      if (this.#faces.get(tile.key)?.tile !== tile) this.#faces.set(tile.key, new Face(tile));
      if (tile.element.parentNode !== this.element) this.element.append(tile.element);
    }
  }

  /** @param {Tile} tile @param {Rect | undefined} rect nothing hides the tile, and then nobody sends it */
  #put(tile, rect) {
    show(tile.element, rect !== undefined);
    if (!rect) return;
    Object.assign(tile.element.style, { left: `${rect.x}px`, top: `${rect.y}px`, width: `${rect.w}px`, height: `${rect.h}px` });
    this.#faces.get(tile.key)?.sized(rect.w);
  }

  /** @param {boolean} staged */
  #drawPager(staged) {
    const { page, pages, max } = this.view;
    show(this.pager, pages > 1 && !staged);
    const to = Math.min((page + 1) * max, this.room.people.size);
    this.#pageText.textContent = t('pages.label', { from: page * max + 1, to, n: this.room.count });
  }

  /** @param {number} step @param {string} sign @param {string} label */
  #pageButton(step, sign, label) {
    return h(
      'button',
      { class: 'icon-button', 'aria-label': t(label), 'data-testid': step > 0 ? 'page-next' : 'page-previous', on: { click: () => this.turn(step) } },
      icon(sign),
    );
  }
}
