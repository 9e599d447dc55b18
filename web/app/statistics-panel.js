import { h } from './dom.js';
import { panel } from './panel.js';
import { has, t } from './strings.js';

/** @import { Room } from '../sdk/room.js' */
/** @import { Report, Size } from '../sdk/statistics.js' */

const EVERY_MS = 1_000;

/** What each tile asked for and got, and what this person sends. */
export class StatisticsPanel {
  #body = h('div', { class: 'body' });
  #timer = setInterval(() => this.#refresh(), EVERY_MS);

  /** @param {Room} room @param {() => void} close */
  constructor(room, close) {
    this.room = room;
    this.element = panel({ title: t('stats.title'), testid: 'stats-panel', kind: 'wide-panel', close, content: [this.#body] });
    this.#refresh();
  }

  opened() {}

  close() {
    clearInterval(this.#timer);
  }

  async #refresh() {
    const report = await this.room.stats();
    this.#body.replaceChildren(
      h('h3', {}, t('stats.you')),
      figures(report),
      h('h3', {}, t('stats.received')),
      table(
        ['source', 'asked', 'size', 'fps', 'rate', 'loss', 'codec', 'reason'],
        report.tiles.map(tile => [
          tile.kind === 'screen' ? `${tile.name} · ${t('kind.screen')}` : tile.name,
          size(tile.asked),
          size(tile.received),
          Math.round(tile.fps),
          kbps(tile.bps),
          percent(tile.loss),
          tile.codec,
          has(`stats.paused.${tile.paused}`) ? t(`stats.paused.${tile.paused}`) : '',
        ]),
      ),
      h('h3', {}, t('stats.sent')),
      table(
        ['source', 'layer', 'size', 'fps', 'rate', 'codec', 'reason'],
        report.sent.map(layer => [
          has(`kind.${layer.kind}`) ? t(`kind.${layer.kind}`) : layer.kind,
          layer.layer,
          size(layer.size),
          layer.fps ? Math.round(layer.fps) : '',
          kbps(layer.bps),
          layer.codec,
          has(`stats.limited.${layer.limited}`) ? t(`stats.limited.${layer.limited}`) : layer.limited,
        ]),
      ),
    );
  }
}

/** @param {Report} report */
function figures(report) {
  /** @type {[string, string][]} */
  const entries = [
    ['rtt', `${report.rttMs} ms`],
    ['down', `${kbps(report.receivedBps)} kbps`],
    ['up', `${kbps(report.sentBps)} kbps`],
    ['capacity', report.sendCapacityBps ? `${kbps(report.sendCapacityBps)} kbps` : '–'],
    ['lossDown', percent(report.lossDown)],
    ['lossUp', percent(report.lossUp)],
  ];
  return h('dl', { class: 'figures' }, ...entries.flatMap(([key, value]) => [h('dt', {}, t(`stats.${key}`)), h('dd', {}, value)]));
}

/** @param {string[]} columns @param {(string | number)[][]} rows */
function table(columns, rows) {
  if (rows.length === 0) return h('p', { class: 'hint' }, t('stats.nothing'));
  return h(
    'table',
    { class: 'table' },
    h('thead', {}, h('tr', {}, ...columns.map(column => h('th', { scope: 'col' }, t(`stats.${column}`))))),
    h('tbody', {}, ...rows.map(row => h('tr', {}, ...row.map(cell => h('td', {}, cell))))),
  );
}

/** @param {Size} size */
function size({ w, h: height }) {
  return w ? `${w}×${height}` : '–';
}

/** @param {number} bps */
function kbps(bps) {
  return String(Math.round(bps / 1_000));
}

/** @param {number} share */
function percent(share) {
  return `${(share * 100).toFixed(1)}%`;
}
