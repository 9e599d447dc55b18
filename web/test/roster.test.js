import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Roster } from '../sdk/roster.js';

/** @param {string} pid @param {object} [more] */
const person = (pid, more = {}) => ({ pid, name: pid.toUpperCase(), role: 'member', state: 'connected', hand: null, sources: {}, ...more });
const pids = people => people.map(({ pid }) => pid);

test('should tell joins, changes and leaves of a delta apart', () => {
  const roster = new Roster();
  roster.replace({ rev: 3, people: [person('a'), person('b')], count: 2 });
  const change = roster.update({ rev: 4, put: [person('b', { hand: 1 }), person('c')], del: [['a', 'removed']] });
  assert.deepEqual(pids(change.joined), ['c']);
  assert.deepEqual(pids(change.changed), ['b']);
  assert.deepEqual(change.left.map(({ person: { pid }, reason }) => [pid, reason]), [['a', 'removed']]);
  assert.equal(roster.rev, 4);
  assert.equal(roster.count, 2);
});

test('should turn a snapshot into the joins and leaves that were missed', () => {
  const roster = new Roster();
  roster.replace({ rev: 1, people: [person('a'), person('b')], count: 2 });
  const change = roster.replace({ rev: 9, people: [person('b'), person('c')], count: 2 });
  assert.deepEqual(pids(change.joined), ['c']);
  assert.deepEqual(change.left.map(({ person: { pid } }) => pid), ['a']);
});

test('should wait for the last page before it believes that somebody left', () => {
  const roster = new Roster();
  roster.replace({ rev: 1, people: [person('a'), person('b')], count: 2 });
  const first = roster.replace({ rev: 9, people: [person('c')], count: 3, more: true });
  assert.deepEqual(first.left, []);
  assert.equal(roster.count, 3);
  const live = roster.update({ rev: 10, put: [person('d')] });
  assert.deepEqual(live.left, []);
  const last = roster.update({ rev: 9, put: [person('a')], more: false });
  assert.deepEqual(last.left.map(({ person: { pid } }) => pid), ['b']);
  assert.deepEqual([...roster.people.keys()].sort(), ['a', 'c', 'd']);
  assert.equal(roster.rev, 10);
});

test('should find the owner of a source', () => {
  const roster = new Roster();
  roster.replace({ rev: 1, people: [person('a'), person('b', { sources: { screen: { csrc: 7 } } })], count: 2 });
  assert.deepEqual([roster.owner(7)?.person.pid, roster.owner(7)?.kind], ['b', 'screen']);
  assert.equal(roster.owner(8), null);
});

test('should ignore the departure of somebody unknown', () => {
  const roster = new Roster();
  assert.deepEqual(roster.update({ rev: 2, del: [['x', 'left']] }).left, []);
});
