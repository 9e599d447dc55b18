import { pictures } from './csrc.js';
import { Emitter } from './emitter.js';
import { Seating } from './seating.js';
import { Tile } from './tile.js';

/** @import { Person } from './wire.js' */
/** @import { VideoSlot } from './video-slot.js' */

/**
 * What a view needs of its room.
 *
 * @typedef {object} Host
 * @property {() => Map<string, Person>} people
 * @property {() => string} ownPid
 * @property {() => string[]} speakers pids, the loudest first
 * @property {(kind: 'camera' | 'screen') => MediaStreamTrack | null} ownTrack
 * @property {() => VideoSlot[]} slots
 * @property {() => void} layoutChanged
 * @property {(view: View) => void} closed
 */

/**
 * A set of tiles for the page: shared screens first, then people, at most `max` of them a page. It keeps their order stable,
 * measures what the page shows, and puts each picture under its source.
 *
 * `change` tells that tiles came, went or moved; `tile` that something about one of them changed.
 *
 * @extends {Emitter<{change: Tile[], tile: Tile}>}
 */
export class View extends Emitter {
  /** @type {Tile[]} */
  tiles = [];
  page = 0;
  #seating = new Seating();
  /** @type {ResizeObserver} */
  #sizes = new ResizeObserver(entries => entries.forEach(entry => this.#resized(entry)));
  /** @type {Map<string, Tile>} */
  #byKey = new Map();

  /**
   * @param {Host} host
   * @param {{max?: number, self?: boolean}} options people a page; whether one's own tile is among them
   */
  constructor(host, { max = 9, self = true }) {
    super();
    this.host = host;
    this.max = max;
    this.self = self;
    this.refresh();
  }

  /** @returns {number} */
  get pages() {
    return Math.max(1, Math.ceil(this.#seating.order.length / this.max));
  }

  /** @param {{max?: number, page?: number}} change */
  set({ max = this.max, page = this.page }) {
    this.max = max;
    this.page = page;
    this.refresh();
  }

  close() {
    this.#sizes.disconnect();
    for (const tile of this.tiles) tile.close();
    this.tiles = [];
    this.host.closed(this);
  }

  /** Brings the tiles up to date with the roster and the speakers. */
  refresh() {
    const people = this.host.people();
    const own = this.host.ownPid();
    const speakers = this.host.speakers();
    const present = [...people.keys()].filter(pid => this.self || pid !== own);
    this.#seating.update(present, own);
    this.#seating.heard(speakers, this.max, own, performance.now());
    this.page = Math.min(Math.max(this.page, 0), this.pages - 1);
    const seated = this.#seating.order.slice(this.page * this.max, (this.page + 1) * this.max);
    const screens = present.filter(pid => people.get(pid)?.sources.screen);
    const before = this.tiles;
    this.tiles = [
      ...screens.map(pid => this.#tile(people, pid, 'screen')),
      ...seated.map(pid => this.#tile(people, pid, 'camera')),
    ];
    for (const tile of before) if (!this.tiles.includes(tile)) this.#drop(tile);
    for (const tile of this.tiles) {
      const person = people.get(tile.pid) ?? tile.person;
      tile.update(person, speakers.includes(tile.pid), tile.self ? this.host.ownTrack(tile.kind) : null);
    }
    this.place();
    if (before.length !== this.tiles.length || before.some((tile, i) => tile !== this.tiles[i])) this.emit('change', this.tiles);
    this.host.layoutChanged();
  }

  /** Puts each slot's picture under the source that is in it. */
  place() {
    const slots = this.host.slots();
    const bySource = pictures(slots);
    const planned = new Map(slots.map(slot => [slot.planned, slot.paused]));
    for (const tile of this.tiles) {
      tile.paused = planned.get(tile.csrc);
      tile.show(tile.csrc ? bySource.get(tile.csrc) : undefined);
    }
    for (const tile of this.tiles) if (tile.settle()) this.emit('tile', tile);
  }

  /** @param {Map<string, Person>} people @param {string} pid @param {'camera' | 'screen'} kind */
  #tile(people, pid, kind) {
    const key = `${pid}/${kind}`;
    const known = this.#byKey.get(key);
    if (known) return known;
    const tile = new Tile(/** @type {Person} */ (people.get(pid)), kind, pid === this.host.ownPid());
    tile.sizeChanged = () => this.host.layoutChanged();
    this.#byKey.set(key, tile);
    this.#sizes.observe(tile.element);
    return tile;
  }

  /** @param {Tile} tile */
  #drop(tile) {
    this.#sizes.unobserve(tile.element);
    this.#byKey.delete(tile.key);
    tile.close();
  }

  /** @param {ResizeObserverEntry} entry */
  #resized({ target, contentRect }) {
    const tile = this.tiles.find(candidate => candidate.element === target);
    if (!tile) return;
    tile.w = Math.round(contentRect.width * devicePixelRatio);
    tile.h = Math.round(contentRect.height * devicePixelRatio);
    this.host.layoutChanged();
  }
}
