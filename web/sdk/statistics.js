/** @import { Peer } from './peer.js' */
/** @import { Tile } from './tile.js' */

/** A worse or better connection is reported when it has lasted so long. */
const HOLD_MS = 3_000;
const POOR_LOSS = 0.05;
const WEAK_LOSS = 0.02;
const POOR_RTT_MS = 600;
const WEAK_RTT_MS = 300;

/**
 * @typedef {{w: number, h: number}} Size in pixels
 * @typedef {object} TileReport
 * @property {string} key
 * @property {string} name
 * @property {'camera' | 'screen'} kind
 * @property {Size} asked
 * @property {Size} received
 * @property {number} fps
 * @property {number} bps
 * @property {number} loss share of packets lost since the last report, 0 to 1
 * @property {string} codec
 * @property {string} paused the reason, or empty
 *
 * @typedef {{kind: string, layer: string, size: Size, fps: number, bps: number, codec: string,
 *   limited: string}} SentLayer `limited` by `cpu`, `bandwidth`, `other`, `unwatched` when the server has switched it off, or empty
 * @typedef {object} Report
 * @property {number} rttMs
 * @property {number} sendCapacityBps what the browser believes the upload carries
 * @property {number} receivedBps
 * @property {number} sentBps
 * @property {number} lossUp as the server reports it, 0 to 1
 * @property {number} lossDown
 * @property {TileReport[]} tiles
 * @property {SentLayer[]} sent
 *
 * @typedef {{level: 'good' | 'weak' | 'poor', rttMs: number, lossUp: number, lossDown: number, receivedBps: number,
 *   pausedTiles: number}} Quality
 */

/** Rates are taken over at least so long, however often they are asked for. */
const SHORTEST_MS = 500;

/** @typedef {{bps: number, packets: number, lost: number}} Rates since the last report */

/** Makes rates of `getStats()`'s counters. */
export class Statistics {
  /** @type {Map<string, {bytes: number, packets: number, lost: number, atMs: number, rates: Rates}>} by stats id */
  #counters = new Map();
  /** @type {Quality['level']} */
  #level = 'good';
  /** @type {Quality['level']} */
  #candidate = 'good';
  #candidateMs = 0;
  #pausedTiles = 0;

  /**
   * @param {Peer | null} peer
   * @param {Tile[]} tiles
   * @param {(csrc: number) => string} nameOf
   * @returns {Promise<Report>}
   */
  async collect(peer, tiles, nameOf) {
    /** @type {Map<string, any>} */
    const stats = new Map();
    if (peer && peer.connection !== 'closed') (await peer.pc.getStats()).forEach((value, id) => stats.set(id, value));
    const all = [...stats.values()];
    const inbound = all.filter(({ type }) => type === 'inbound-rtp');
    const outbound = all.filter(({ type }) => type === 'outbound-rtp');
    const remote = all.filter(({ type }) => type === 'remote-inbound-rtp');
    const pair = all.find(({ type, nominated, state }) => type === 'candidate-pair' && nominated && state === 'succeeded');
    /** @param {any} entry */
    const codec = entry => stats.get(entry.codecId)?.mimeType?.split('/')[1] ?? '';
    const received = new Map(inbound.map(entry => [entry.mid, { entry, ...this.#rates(entry, entry.bytesReceived) }]));
    const sent = outbound.map(entry => ({
      kind: peer?.kindOf(entry.mid) ?? entry.kind,
      layer: entry.rid ?? '',
      size: { w: entry.frameWidth ?? 0, h: entry.frameHeight ?? 0 },
      fps: entry.framesPerSecond ?? 0,
      bps: this.#rates(entry, entry.bytesSent).bps,
      codec: codec(entry),
      limited: limitation(entry),
    }));
    const streams = [...received.values()];
    const packets = streams.reduce((sum, { packets: n, lost }) => sum + n + lost, 0);
    return {
      rttMs: Math.round((pair?.currentRoundTripTime ?? 0) * 1_000),
      sendCapacityBps: pair?.availableOutgoingBitrate ?? 0,
      receivedBps: streams.reduce((sum, { bps }) => sum + bps, 0),
      sentBps: sent.reduce((sum, { bps }) => sum + bps, 0),
      lossUp: Math.max(0, ...remote.map(({ fractionLost }) => fractionLost ?? 0)),
      lossDown: packets > 0 ? streams.reduce((sum, { lost }) => sum + lost, 0) / packets : 0,
      tiles: tiles.filter(tile => !tile.self).map(tile => this.#tileReport(tile, peer, received, codec, nameOf)),
      sent,
    };
  }

  /**
   * @param {Report} report
   * @param {number} nowMs
   * @returns {Quality | null} when there is something new to say
   */
  quality({ rttMs, lossUp, lossDown, receivedBps, tiles }, nowMs) {
    const loss = Math.max(lossUp, lossDown);
    const level =
      loss > POOR_LOSS || rttMs > POOR_RTT_MS ? 'poor' : loss > WEAK_LOSS || rttMs > WEAK_RTT_MS ? 'weak' : 'good';
    const pausedTiles = tiles.filter(({ paused }) => paused === 'bandwidth').length;
    if (level !== this.#candidate) {
      this.#candidate = level;
      this.#candidateMs = nowMs;
    }
    const settled = level !== this.#level && nowMs - this.#candidateMs >= HOLD_MS;
    if (!settled && pausedTiles === this.#pausedTiles) return null;
    if (settled) this.#level = level;
    this.#pausedTiles = pausedTiles;
    return { level: this.#level, rttMs, lossUp, lossDown, receivedBps, pausedTiles };
  }

  /**
   * @param {Tile} tile
   * @param {Peer | null} peer
   * @param {Map<string, {entry: any, bps: number, packets: number, lost: number}>} received by mid
   * @param {(entry: any) => string} codec
   * @param {(csrc: number) => string} nameOf
   * @returns {TileReport}
   */
  #tileReport(tile, peer, received, codec, nameOf) {
    const slot = peer?.videoSlots.find(({ video }) => video === tile.video);
    const stream = slot?.mid ? received.get(slot.mid) : undefined;
    const { entry, bps = 0, packets = 0, lost = 0 } = stream ?? {};
    return {
      key: tile.key,
      name: nameOf(tile.csrc) || tile.person.name,
      kind: tile.kind,
      asked: tile.wanted ? { w: tile.w, h: tile.h } : { w: 0, h: 0 },
      received: { w: entry?.frameWidth ?? 0, h: entry?.frameHeight ?? 0 },
      fps: entry?.framesPerSecond ?? 0,
      bps,
      loss: packets + lost > 0 ? lost / (packets + lost) : 0,
      codec: entry ? codec(entry) : '',
      paused: tile.paused ?? '',
    };
  }

  /** @param {any} entry @param {number} [bytes] @returns {Rates} */
  #rates({ id, timestamp, packetsReceived: packets = 0, packetsLost: lost = 0 }, bytes = 0) {
    const before = this.#counters.get(id) ?? { bytes: 0, packets: 0, lost: 0, atMs: timestamp - 1_000, rates: null };
    const seconds = (timestamp - before.atMs) / 1_000;
    if (before.rates && seconds * 1_000 < SHORTEST_MS) return before.rates;
    const rates = {
      bps: Math.max(0, Math.round(((bytes - before.bytes) * 8) / seconds)),
      packets: Math.max(0, packets - before.packets),
      lost: Math.max(0, lost - before.lost),
    };
    this.#counters.set(id, { bytes, packets, lost, atMs: timestamp, rates });
    return rates;
  }
}

/** @param {any} entry @returns {string} why a layer is sent with less than it could have */
function limitation({ active, qualityLimitationReason: reason = 'none' }) {
  if (active === false) return 'unwatched';
  return reason === 'none' ? '' : reason;
}
