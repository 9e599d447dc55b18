/** @import { AskedTile } from './wire.js' */

/** Changes within so long go out together. */
const GATHER_MS = 100;
/** A page in the background asks for no video after so long. */
const HIDDEN_MS = 10_000;
/** Asked sizes are rounded up, so that a growing window does not ask anew at every pixel. */
const STEP_PIXELS = 16;

const PRIORITY = { screen: 3, camera: 1 };

/** Tells the server which sources the page shows and how large; the latest wins. */
export class Layout {
  #sent = '[]';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #hidden = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #hiddenTimer;
  #onVisibility = () => this.#visibilityChanged();

  /**
   * @param {() => import('./tile.js').Tile[]} tiles
   * @param {(tiles: AskedTile[]) => Promise<unknown>} ask
   */
  constructor(tiles, ask) {
    this.tiles = tiles;
    this.ask = ask;
    document.addEventListener('visibilitychange', this.#onVisibility);
  }

  changed() {
    this.#timer ??= setTimeout(() => this.#send(), GATHER_MS);
  }

  /** Asks again, of a server that may have forgotten. */
  repeat() {
    this.#sent = '[]';
    this.changed();
  }

  close() {
    clearTimeout(this.#timer);
    clearTimeout(this.#hiddenTimer);
    document.removeEventListener('visibilitychange', this.#onVisibility);
  }

  #send() {
    this.#timer = undefined;
    const asked = askedTiles(this.#hidden ? [] : this.tiles());
    const text = JSON.stringify(asked);
    if (text === this.#sent) return;
    this.#sent = text;
    // A connection that is lost meanwhile asks again after the resume.
    this.ask(asked).catch(() => (this.#sent = ''));
  }

  #visibilityChanged() {
    clearTimeout(this.#hiddenTimer);
    const hidden = document.visibilityState === 'hidden';
    this.#hiddenTimer = setTimeout(() => this.#setHidden(hidden), hidden ? HIDDEN_MS : 0);
  }

  /** @param {boolean} hidden */
  #setHidden(hidden) {
    this.#hidden = hidden;
    this.changed();
  }
}

/**
 * @param {Pick<import('./tile.js').Tile, 'wanted' | 'csrc' | 'w' | 'h' | 'zoom' | 'kind'>[]} tiles
 * @returns {AskedTile[]} each source once, at the largest size that it is shown at
 */
export function askedTiles(tiles) {
  /** @type {Map<number, AskedTile>} */
  const asked = new Map();
  for (const { csrc, w, h, zoom, kind } of tiles.filter(tile => tile.wanted)) {
    const known = asked.get(csrc);
    asked.set(csrc, {
      csrc,
      w: Math.max(known?.w ?? 0, roundUp(w * zoom)),
      h: Math.max(known?.h ?? 0, roundUp(h * zoom)),
      prio: PRIORITY[kind],
    });
  }
  return [...asked.values()];
}

/** @param {number} pixels */
function roundUp(pixels) {
  return Math.ceil(pixels / STEP_PIXELS) * STEP_PIXELS;
}
