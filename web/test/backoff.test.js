import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Backoff } from '../sdk/backoff.js';

test('should double the ceiling of the wait up to the most', () => {
  const backoff = new Backoff({ firstMs: 500, mostMs: 3_000, random: () => 1 });
  assert.deepEqual([1, 2, 3, 4, 5].map(() => backoff.nextMs()), [500, 1_000, 2_000, 3_000, 3_000]);
});

test('should spread waits over everything below the ceiling', () => {
  const draws = [0, 0.25, 0.999];
  const backoff = new Backoff({ firstMs: 1_000, mostMs: 1_000, random: () => /** @type {number} */ (draws.shift()) });
  assert.deepEqual([1, 2, 3].map(() => backoff.nextMs()), [0, 250, 999]);
});

test('should begin anew after a reset', () => {
  const backoff = new Backoff({ firstMs: 500, random: () => 1 });
  backoff.nextMs();
  backoff.nextMs();
  backoff.reset();
  assert.equal(backoff.nextMs(), 500);
});
