import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readAddress } from '../app/address.js';
import { initials } from '../app/face.js';
import { plain } from '../app/people-panel.js';
import { pronounceableName, roomIn } from '../app/room-name.js';
import { has, t } from '../app/strings.js';

test('should find the room in the path, in the query and in a pasted link', () => {
  assert.equal(readAddress(new URL('https://m.example/r/daily')).room, 'daily');
  assert.equal(readAddress(new URL('https://m.example/?room=daily')).room, 'daily');
  assert.equal(readAddress(new URL('https://m.example/')).room, '');
  assert.equal(roomIn(' https://m.example/r/gr%C3%BCn '), 'grün');
  assert.equal(roomIn('daily'), 'daily');
});

test('should take the token from the fragment or the query', () => {
  assert.equal(readAddress(new URL('https://m.example/r/a#token=x.y.z')).token, 'x.y.z');
  assert.equal(readAddress(new URL('https://m.example/r/a?token=q')).token, 'q');
  assert.equal(readAddress(new URL('https://m.example/r/a')).token, undefined);
});

test('should make room names that can be said', () => {
  let i = 0;
  assert.match(pronounceableName(limit => i++ % limit), /^([bdfgklmnprstvz][aeiou]){2}(-([bdfgklmnprstvz][aeiou]){2}){2}$/);
  assert.notEqual(pronounceableName(), pronounceableName());
});

test('should make initials of names in any script', () => {
  assert.deepEqual(['Ann Fischer', 'Li Na', '李娜', 'Max', 'Ana de la Cruz', ''].map(initials), ['AF', 'LN', '李', 'M', 'AC', '']);
});

test('should search without case and accents', () => {
  assert.ok(plain('Sofía HERNÁNDEZ').includes(plain('hernandez')));
});

test('should choose the plural and fill values in', () => {
  assert.equal(t('people.count', { n: 1 }), '1 person');
  assert.equal(t('people.count', { n: 300 }), '300 people');
  assert.throws(() => t('no.such.string'));
});

test('should have every string that the app names', () => {
  const folder = new URL('../app/', import.meta.url);
  const sources = readdirSync(folder).filter(name => name.endsWith('.js')).map(name => readFileSync(new URL(name, folder), 'utf8'));
  const keys = sources.flatMap(source => [...source.matchAll(/\bt\('([^']+)'/g)].map(([, key]) => key));
  assert.ok(keys.length > 50);
  assert.deepEqual(keys.filter(key => !has(key)), []);
});
