import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedTiles } from '../sdk/layout.js';

const tile = more => ({ wanted: true, csrc: 1, w: 320, h: 176, zoom: 1, kind: 'camera', ...more });

test('should ask for what is shown, in steps of 16 pixels, screens first in rank', () => {
  assert.deepEqual(askedTiles([tile({ csrc: 5, w: 1_001, h: 561, kind: 'screen' }), tile({ csrc: 7 }), tile({ csrc: 8, wanted: false })]), [
    { csrc: 5, w: 1_008, h: 576, prio: 3 },
    { csrc: 7, w: 320, h: 176, prio: 1 },
  ]);
});

test('should ask for a source in two views once, at the larger size', () => {
  assert.deepEqual(askedTiles([tile({ w: 160, h: 96 }), tile({ w: 640, h: 352 })]), [{ csrc: 1, w: 640, h: 352, prio: 1 }]);
});

test('should ask for more pixels while zoomed in', () => {
  assert.deepEqual(askedTiles([tile({ zoom: 4 })]), [{ csrc: 1, w: 1_280, h: 704, prio: 1 }]);
});
