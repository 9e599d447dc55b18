import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GAP, grid, seats, stage } from '../app/arrange.js';

const overlap = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
const inside = (rect, width, height) => rect.x >= 0 && rect.y >= 0 && rect.x + rect.w <= width + 1 && rect.y + rect.h <= height + 1;
const sizes = [[1280, 640], [344, 600], [800, 800], [1920, 900], [304, 480]];

test('should place every number of tiles inside, apart, and 16:9', () => {
  for (const [width, height] of sizes) {
    for (let count = 1; count <= 25; count++) {
      const rects = grid(count, width, height);
      assert.equal(rects.length, count);
      rects.forEach((rect, i) => {
        assert.ok(inside(rect, width, height), `${count} in ${width}×${height}: ${JSON.stringify(rect)}`);
        assert.ok(Math.abs(rect.w / rect.h - 16 / 9) < 0.06);
        for (const other of rects.slice(i + 1)) assert.ok(!overlap(rect, other));
      });
    }
  }
});

test('should fill one direction with the largest tiles', () => {
  const [only] = grid(1, 1600, 900);
  assert.deepEqual(only, { x: 0, y: 0, w: 1600, h: 900 });
  const four = grid(4, 1608, 908);
  assert.deepEqual(four.map(({ x, y }) => [x, y]), [[0, 0], [800 + GAP, 0], [0, 450 + GAP], [800 + GAP, 450 + GAP]]);
});

test('should centre the last row', () => {
  const rects = grid(3, 1608, 908);
  assert.equal(rects[2].x + rects[2].w / 2, 804);
});

test('should give a shared screen the most room and keep the strip inside', () => {
  for (const [width, height] of sizes) {
    for (let people = 0; people <= 12; people++) {
      const { stage: screen, strip } = stage(people, width, height);
      for (const rect of [screen, ...strip]) assert.ok(inside(rect, width, height), JSON.stringify({ width, height, people, rect }));
      for (const rect of strip) assert.ok(!overlap(screen, rect));
      assert.ok(screen.w * screen.h >= width * height * 0.5);
    }
  }
});

test('should seat at most 25 people a page and 6 on a phone', () => {
  assert.equal(seats(3_000, 2_000, false, false), 25);
  assert.equal(seats(344, 640, false, true), 6);
  assert.equal(seats(100, 50, false, false), 1);
});
