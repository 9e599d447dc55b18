import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Encodings } from '../sdk/encodings.js';
import { settle } from './fake-server.js';

/** Keeps the browsers' rule: parameters must be those that were given out last, and nothing else is under way. */
class FakeSender {
  #given = 0;
  #last = 0;
  /** @type {(() => void)[]} */
  waiting = [];
  /** @type {any[]} */
  taken = [];
  refuses = false;

  /** @param {any[]} encodings */
  constructor(encodings) {
    this.encodings = encodings;
  }

  /** @returns {any} */
  getParameters() {
    this.#last = ++this.#given;
    return { transactionId: String(this.#last), encodings: structuredClone(this.encodings) };
  }

  /** @param {any} parameters */
  async setParameters({ transactionId, encodings }) {
    if (this.refuses || transactionId !== String(this.#last) || this.waiting.length > 0) throw new Error('InvalidStateError');
    await new Promise(resolve => this.waiting.push(() => resolve(undefined)));
    this.encodings = encodings;
    this.taken.push(encodings);
  }

  async finish() {
    this.waiting.shift()?.();
    await settle();
  }
}

const camera = () =>
  new FakeSender([
    { rid: 'q', active: true, maxBitrate: 150_000, scaleResolutionDownBy: 4 },
    { rid: 'h', active: true, maxBitrate: 500_000, scaleResolutionDownBy: 2 },
    { rid: 'f', active: true, maxBitrate: 1_670_000, scaleResolutionDownBy: 1 },
  ]);
const rates = sender => sender.encodings.map(({ active, maxBitrate }) => (active ? maxBitrate : 'off'));

test('should switch layers off and give the others their bit rate', async () => {
  const sender = camera();
  new Encodings(sender).follow([
    { rid: 'f', active: false },
    { rid: 'h', active: true, maxBitrate: 350_000, scale: 2.5 },
  ]);
  await sender.finish();
  assert.deepEqual(rates(sender), [150_000, 350_000, 'off']);
  assert.equal(sender.encodings[1].scaleResolutionDownBy, 2.5);
});

test('should follow the latest of the wishes that came while a change was under way', async () => {
  const sender = camera();
  const encodings = new Encodings(sender);
  encodings.follow([{ rid: 'f', active: false }]);
  encodings.follow([{ rid: 'f', active: true, maxBitrate: 900_000 }]);
  encodings.follow([{ rid: 'f', active: true, maxBitrate: 1_200_000 }]);
  await sender.finish();
  await sender.finish();
  assert.deepEqual(sender.taken.map(taken => taken[2].maxBitrate), [1_670_000, 1_200_000]);
  assert.deepEqual(rates(sender), [150_000, 500_000, 1_200_000]);
});

test('should go back to how a layer began where the server names no limit', async () => {
  const sender = camera();
  const encodings = new Encodings(sender);
  encodings.follow([{ rid: 'h', active: false, maxBitrate: 90_000, scale: 4 }]);
  await sender.finish();
  encodings.follow([{ rid: 'h', active: true }]);
  await sender.finish();
  assert.deepEqual(sender.encodings[1], { rid: 'h', active: true, maxBitrate: 500_000, scaleResolutionDownBy: 2 });
});

test('should change nothing that is as wished already', async () => {
  const sender = camera();
  await new Encodings(sender).follow([{ rid: 'q', active: true, maxBitrate: 150_000, scale: 4 }]);
  assert.deepEqual(sender.taken, []);
});

test('should follow again when a negotiation brought the first parameters back', async () => {
  const sender = camera();
  const encodings = new Encodings(sender);
  encodings.follow([{ rid: 'f', active: false }]);
  await sender.finish();
  sender.encodings = camera().encodings;
  encodings.apply();
  await sender.finish();
  assert.deepEqual(rates(sender), [150_000, 500_000, 'off']);
});

test('should live with a refusal and follow the next wish', async () => {
  const sender = camera();
  sender.refuses = true;
  const encodings = new Encodings(sender);
  await encodings.follow([{ rid: 'f', active: false }]);
  sender.refuses = false;
  encodings.follow([{ rid: 'q', active: false }]);
  await sender.finish();
  assert.deepEqual(rates(sender), ['off', 500_000, 1_670_000]);
});

test('should leave the size alone where one stream carries all sizes', async () => {
  const sender = new FakeSender([{ active: true, maxBitrate: 2_320_000, scalabilityMode: 'L3T3_KEY' }]);
  new Encodings(sender).follow([{ rid: '', active: true, maxBitrate: 600_000, scale: 4 }]);
  await sender.finish();
  assert.deepEqual(sender.encodings, [{ active: true, maxBitrate: 600_000, scalabilityMode: 'L3T3_KEY' }]);
});

test('should never enlarge a picture', async () => {
  const sender = new FakeSender([{ active: true }]);
  new Encodings(sender).follow([{ rid: '', active: true, scale: 0 }]);
  await sender.finish();
  assert.equal(sender.encodings[0].scaleResolutionDownBy, 1);
});
