import { h, show } from './dom.js';
import { icon } from './icons.js';
import { t } from './strings.js';

/** @import { Tile } from '../sdk/tile.js' */
/** @import { Rect } from './arrange.js' */

const MOST = 4;
const STEP = 1.25;
const PAN_PIXELS = 60;

/** Zoom into a shared screen: buttons, wheel with Ctrl, pinch, arrow keys, full screen. Zoom raises the size that is asked for. */
export class ScreenViewport {
  /** @type {Map<number, PointerEvent>} fingers, or the mouse, on the screen */
  #pointers = new Map();
  /** @type {Tile | null} */
  #tile = null;
  #zoom = 1;
  #x = 0;
  #y = 0;
  #level = h('output', {}, t('stage.fit'));
  #stop = h('button', { class: 'button danger', on: { click: () => this.#onStop() } }, t('bar.shareStop'));
  #onStop = () => {};

  constructor() {
    this.element = h(
      'div',
      { class: 'viewport-tools', hidden: true, 'data-testid': 'viewport-tools' },
      this.#button('minus', 'stage.zoomOut', () => this.zoomTo(this.#zoom / STEP)),
      this.#level,
      this.#button('plus', 'stage.zoomIn', () => this.zoomTo(this.#zoom * STEP)),
      this.#button('screen', 'stage.fit', () => this.zoomTo(1)),
      this.#button('expand', 'stage.full', () => this.#tile?.element.requestFullscreen().catch(() => {})),
      this.#stop,
    );
  }

  /**
   * @param {Tile} tile
   * @param {Rect} rect where it is
   * @param {() => void} stop ends one's own share
   */
  attach(tile, rect, stop) {
    this.#onStop = stop;
    if (this.#tile !== tile) {
      this.detach();
      this.#tile = tile;
      tile.element.tabIndex = 0;
      tile.element.onwheel = event => this.#wheel(event);
      tile.element.onkeydown = event => this.#key(event);
      tile.element.onpointerdown = event => void this.#pointers.set(event.pointerId, event);
      tile.element.onpointermove = event => this.#drag(event);
      tile.element.onpointerup = tile.element.onpointercancel = tile.element.onpointerleave = event =>
        void this.#pointers.delete(event.pointerId);
      tile.element.style.touchAction = 'none';
    }
    show(this.element, true);
    show(this.#stop, tile.self);
    Object.assign(this.element.style, { left: `${rect.x + rect.w - 12}px`, top: `${rect.y + 12}px`, translate: '-100%' });
    this.#draw();
  }

  detach() {
    const element = this.#tile?.element;
    if (element) {
      element.onwheel = element.onkeydown = element.onpointerdown = element.onpointermove = null;
      element.onpointerup = element.onpointercancel = element.onpointerleave = null;
      element.removeAttribute('tabindex');
      element.style.touchAction = '';
    }
    this.#pointers.clear();
    this.#tile = null;
    this.#zoom = 1;
    show(this.element, false);
  }

  /** @param {number} zoom 1 fits the window */
  zoomTo(zoom) {
    this.#zoom = Math.min(MOST, Math.max(1, zoom));
    this.#pan(0, 0);
  }

  /** @param {number} x @param {number} y in CSS pixels */
  #pan(x, y) {
    const element = this.#tile?.element;
    if (!element || !this.#tile) return;
    const mostX = (element.clientWidth * (this.#zoom - 1)) / 2;
    const mostY = (element.clientHeight * (this.#zoom - 1)) / 2;
    this.#x = Math.min(mostX, Math.max(-mostX, this.#x + x));
    this.#y = Math.min(mostY, Math.max(-mostY, this.#y + y));
    this.#tile.setZoom(this.#zoom);
    this.#draw();
  }

  #draw() {
    const video = this.#tile?.video;
    if (video) video.style.transform = this.#zoom === 1 ? '' : `translate(${this.#x}px, ${this.#y}px) scale(${this.#zoom})`;
    this.#level.textContent = this.#zoom === 1 ? t('stage.fit') : `${Math.round(this.#zoom * 100)}%`;
    this.element.classList.toggle('zoomed', this.#zoom > 1);
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    if (!event.ctrlKey && this.#zoom === 1) return;
    event.preventDefault();
    if (event.ctrlKey) this.zoomTo(this.#zoom * Math.exp(-event.deltaY / 300));
    else this.#pan(-event.deltaX, -event.deltaY);
  }

  /** One pointer pans, two zoom by their distance. @param {PointerEvent} event */
  #drag(event) {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    const other = [...this.#pointers.values()].find(({ pointerId }) => pointerId !== event.pointerId);
    this.#pointers.set(event.pointerId, event);
    if (other) this.zoomTo((this.#zoom * distance(event, other)) / distance(before, other));
    else this.#pan(event.clientX - before.clientX, event.clientY - before.clientY);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const direction = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!direction || this.#zoom === 1) return;
    event.preventDefault();
    this.#pan(direction[0] * PAN_PIXELS, direction[1] * PAN_PIXELS);
  }

  /** @param {string} sign @param {string} label @param {() => void} click */
  #button(sign, label, click) {
    return h('button', { class: 'icon-button', 'aria-label': t(label), title: t(label), on: { click } }, icon(sign));
  }
}

/** @param {PointerEvent} a @param {PointerEvent} b */
function distance(a, b) {
  return Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY));
}
