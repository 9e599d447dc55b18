import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Seating } from '../sdk/seating.js';

test('should keep people where they are, oneself in front and newcomers last', () => {
  const seating = new Seating();
  seating.update(['a', 'b', 'me'], 'me');
  assert.deepEqual(seating.order, ['me', 'a', 'b']);
  seating.update(['c', 'b', 'a', 'me'], 'me');
  assert.deepEqual(seating.order, ['me', 'a', 'b', 'c']);
  seating.update(['c', 'b', 'me'], 'me');
  assert.deepEqual(seating.order, ['me', 'b', 'c']);
});

test('should let an off-page speaker change places with whoever was silent the longest', () => {
  const seating = new Seating();
  seating.update(['me', 'a', 'b', 'c', 'd'], 'me');
  seating.heard(['a'], 3, 'me', 0);
  seating.heard(['d'], 3, 'me', 3_000);
  assert.deepEqual(seating.order, ['me', 'a', 'd', 'c', 'b']);
});

test('should move at most one person in two seconds', () => {
  const seating = new Seating();
  seating.update(['a', 'b', 'c', 'd'], null);
  seating.heard(['c'], 2, null, 10_000);
  assert.deepEqual(seating.order, ['c', 'b', 'a', 'd']);
  seating.heard(['d'], 2, null, 11_999);
  assert.deepEqual(seating.order, ['c', 'b', 'a', 'd']);
  seating.heard(['d'], 2, null, 12_000);
  assert.deepEqual(seating.order, ['c', 'd', 'a', 'b']);
});

test('should never move oneself or a present speaker away', () => {
  const seating = new Seating();
  seating.update(['me', 'a', 'b'], 'me');
  seating.heard(['b', 'a'], 2, 'me', 5_000);
  assert.deepEqual(seating.order, ['me', 'a', 'b']);
});
