import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { fakeSignal, settle } from './fake-server.js';

async function opened() {
  const { signal, sockets } = fakeSignal();
  const reply = signal.open('ws://server/', { t: 'join' });
  sockets[0].open();
  sockets[0].say({ t: 'joined', re: 1, pingMs: 5_000 });
  await reply;
  return { signal, sockets };
}

test('should say the first message and resolve with its reply', async () => {
  const { signal, sockets } = await opened();
  assert.deepEqual(sockets[0].received[0], { t: 'join', id: 1 });
  assert.ok(signal.ready);
  signal.close(new Error());
});

test('should reject with the code and the fix of an error', async () => {
  const { signal, sockets } = fakeSignal();
  const reply = signal.open('ws://server/', { t: 'join' });
  sockets[0].open();
  sockets[0].say({ t: 'error', re: 1, code: 'room-full', message: 'full', fix: 'wait', retryMs: 9 });
  await assert.rejects(reply, { code: 'room-full', fix: 'wait', retryMs: 9 });
  assert.ok(!signal.ready);
});

test('should repeat an unanswered request with its id on the next socket', async () => {
  const { signal, sockets } = await opened();
  const muted = signal.request({ t: 'mute', csrc: 4, muted: true });
  const layout = signal.request({ t: 'layout', tiles: [] }, { once: true });
  const failure = assert.rejects(layout, { code: 'connection-lost' });
  sockets[0].close();
  await failure;
  const resumed = signal.open('ws://server/', { t: 'resume' });
  sockets[1].open();
  sockets[1].say({ t: 'resumed', re: sockets[1].received[0].id });
  await resumed;
  assert.deepEqual(sockets[1].received.slice(1), [{ t: 'mute', csrc: 4, muted: true, id: 2 }]);
  sockets[1].say({ t: 'ok', re: 2 });
  await muted;
  signal.close(new Error());
});

test('should tell once that the connection is lost', async () => {
  const { signal, sockets } = await opened();
  let lost = 0;
  signal.on('lost', () => lost++);
  sockets[0].close();
  sockets[0].close();
  assert.equal(lost, 1);
});

test('should give a silent connection up after two pings without an answer', async () => {
  mock.timers.enable({ apis: ['setInterval', 'setTimeout'] });
  const { signal, sockets } = await opened();
  mock.timers.tick(5_000);
  sockets[0].say({ t: 'pong', re: sockets[0].last('ping').id });
  mock.timers.tick(10_000);
  assert.ok(signal.ready);
  mock.timers.tick(5_000);
  assert.ok(!signal.ready);
  assert.ok(sockets[0].closed);
  await settle();
  mock.timers.reset();
});

test('should ignore what a replaced socket still says', async () => {
  const { signal, sockets } = await opened();
  signal.abandon();
  let heard = 0;
  signal.on('message', () => heard++);
  sockets[0].say({ t: 'speakers', csrcs: [] });
  assert.equal(heard, 0);
});
