import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Statistics } from '../sdk/statistics.js';

/** @param {object[]} entries */
const peerWith = entries => ({
  connection: 'connected',
  videoSlots: [],
  kindOf: () => undefined,
  pc: { getStats: async () => new Map(entries.map(entry => [entry.id, entry])) },
});
const inbound = (timestamp, bytesReceived, more = {}) => ({ type: 'inbound-rtp', id: 'in', mid: '7', timestamp, bytesReceived, packetsReceived: 100, packetsLost: 0, ...more });
const calm = { rttMs: 20, lossUp: 0, lossDown: 0, receivedBps: 1, tiles: [] };

test('should make rates of counters, over half a second at least', async () => {
  const statistics = new Statistics();
  const bps = async entry => (await statistics.collect(peerWith([entry]), [], () => '')).receivedBps;
  assert.equal(await bps(inbound(10_000, 1_000)), 8_000);
  assert.equal(await bps(inbound(10_100, 9_000)), 8_000);
  assert.equal(await bps(inbound(12_000, 101_000)), 400_000);
});

test('should report the share of lost packets since the last report', async () => {
  const statistics = new Statistics();
  await statistics.collect(peerWith([inbound(1_000, 0)]), [], () => '');
  const report = await statistics.collect(peerWith([inbound(2_000, 0, { packetsReceived: 190, packetsLost: 10 })]), [], () => '');
  assert.equal(report.lossDown, 0.1);
});

test('should tell of a poor connection when it has lasted three seconds, and of its end', () => {
  const statistics = new Statistics();
  const poor = { ...calm, lossDown: 0.2 };
  assert.equal(statistics.quality(poor, 0), null);
  assert.equal(statistics.quality(poor, 2_999), null);
  assert.equal(statistics.quality(poor, 3_000)?.level, 'poor');
  assert.equal(statistics.quality(calm, 4_000), null);
  assert.equal(statistics.quality(calm, 7_000)?.level, 'good');
});

test('should tell at once of paused videos', () => {
  const statistics = new Statistics();
  assert.equal(statistics.quality({ ...calm, tiles: [{ paused: 'bandwidth' }, { paused: '' }] }, 0)?.pausedTiles, 1);
});

test('should report nothing but zeros without a connection', async () => {
  const report = await new Statistics().collect(null, [], () => '');
  assert.deepEqual([report.rttMs, report.receivedBps, report.sentBps, report.lossDown, report.sent], [0, 0, 0, 0, []]);
});

test('should say why a layer is sent with less', async () => {
  const sent = (id, more) => ({ type: 'outbound-rtp', id, mid: '1', rid: id, timestamp: 1_000, bytesSent: 0, ...more });
  const entries = [
    sent('q', { active: true, qualityLimitationReason: 'none' }),
    sent('h', { active: true, qualityLimitationReason: 'cpu' }),
    sent('f', { active: false, qualityLimitationReason: 'none' }),
    sent('plain', {}),
  ];
  const report = await new Statistics().collect(peerWith(entries), [], () => '');
  assert.deepEqual(report.sent.map(({ limited }) => limited), ['', 'cpu', 'unwatched', '']);
});
