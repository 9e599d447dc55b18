import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csrcOf, pictures } from '../sdk/csrc.js';

test('should name the source that was heard at the frame', () => {
  const sources = [
    { source: 1, timestamp: 1_000, rtpTimestamp: 90_000 },
    { source: 2, timestamp: 1_066, rtpTimestamp: 96_000 },
  ];
  assert.equal(csrcOf(sources, 90_000), 1);
  assert.equal(csrcOf(sources, 96_000), 2);
});

test('should name the source that goes on after the frame when the browser skipped it', () => {
  const sources = [
    { source: 1, timestamp: 1_000, rtpTimestamp: 90_000 },
    { source: 2, timestamp: 1_200, rtpTimestamp: 102_000 },
  ];
  assert.equal(csrcOf(sources, 96_000), 2);
});

test('should compare timestamps around their wrap', () => {
  const sources = [
    { source: 1, timestamp: 1_000, rtpTimestamp: 0xffff_fff0 },
    { source: 2, timestamp: 1_066, rtpTimestamp: 16 },
  ];
  assert.equal(csrcOf(sources, 0xffff_fff0), 1);
  assert.equal(csrcOf(sources, 8), 2);
});

test('should fall back to the source heard last', () => {
  assert.equal(csrcOf([{ source: 1, timestamp: 900 }, { source: 2, timestamp: 1_000 }]), 2);
  assert.equal(csrcOf([{ source: 1, timestamp: 900, rtpTimestamp: 10 }, { source: 2, timestamp: 800, rtpTimestamp: 5 }], 20), 1);
  assert.equal(csrcOf([], 20), 0);
});

test('should put a picture under the source in it', () => {
  const planned = { shown: 4, planned: 4 };
  const unplanned = { shown: 5, planned: 0 };
  assert.deepEqual([...pictures([planned, unplanned])], [[4, planned], [5, unplanned]]);
});

test('should show no picture of a slot that is about to show another source, and none before the first frame', () => {
  assert.equal(pictures([{ shown: 4, planned: 5 }, { shown: 0, planned: 6 }]).size, 0);
});

test('should prefer the slot that is meant to show a source over one that was', () => {
  const before = { shown: 4, planned: 0 };
  const now = { shown: 4, planned: 4 };
  for (const slots of [[before, now], [now, before]]) assert.equal(pictures(slots).get(4), now);
});
