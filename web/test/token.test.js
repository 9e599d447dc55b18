import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roomOf } from '../sdk/token.js';

/** @param {unknown} claims */
const token = claims => ['{}', JSON.stringify(claims), 'signature'].map(part => Buffer.from(part).toString('base64url')).join('.');

test('should find the room in a token, in any script', () => {
  assert.equal(roomOf(token({ video: { room: 'daily' } })), 'daily');
  assert.equal(roomOf(token({ video: { room: 'grün 李>?' } })), 'grün 李>?');
});

test('should say what to do where no room is named', () => {
  const roomless = [undefined, '', 'x', 'a.b.c', token(null), token({}), token({ video: {} }), token({ video: { room: '' } })];
  for (const nothing of roomless) {
    assert.throws(() => roomOf(nothing), { name: 'PlenumError', code: 'bad-request', fix: /room name/ });
  }
});
