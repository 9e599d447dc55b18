import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { Backoff } from '../sdk/backoff.js';
import { Emitter } from '../sdk/emitter.js';
import { Session, stateOf } from '../sdk/session.js';
import { fakeSignal, settle } from './fake-server.js';

const WAIT_MS = 500;

/** Browsers have it, Node does not. */
globalThis.reportError ??= error => assert.fail(error);

class FakePeer extends Emitter {
  connection = 'new';
  offers = 0;
  /** @type {string[]} */
  answers = [];
  /** @type {boolean[]} */
  restarts = [];
  rollbacks = 0;
  closed = false;

  async offer({ restart = false } = {}) {
    this.restarts.push(restart);
    return { sdp: `offer ${++this.offers}`, sources: [] };
  }

  /** @param {string} sdp */
  async answer(sdp) {
    this.answers.push(sdp);
  }

  async rollback() {
    this.rollbacks++;
  }

  /** @param {string} state */
  become(state) {
    this.connection = state;
    this.emit('connection', state);
  }

  close() {
    this.closed = true;
  }
}

function storage(entries = {}) {
  const map = new Map(Object.entries(entries));
  return { getItem: key => map.get(key) ?? null, setItem: (key, value) => void map.set(key, value), removeItem: key => void map.delete(key), map };
}

function scene({ reloaded = false, stored = {} } = {}) {
  const { signal, sockets } = fakeSignal();
  /** @type {FakePeer[]} */
  const peers = [];
  const kept = storage(stored);
  const session = new Session({
    url: 'https://meet.example.org',
    room: 'daily',
    token: async () => 'secret',
    profile: { name: 'Ann' },
    makePeer: () => {
      peers.push(new FakePeer());
      return /** @type {any} */ (peers.at(-1));
    },
    storage: kept,
    reloaded,
    signal,
    backoff: new Backoff({ firstMs: WAIT_MS, random: () => 1 }),
  });
  const states = [];
  session.on('state', state => states.push(state));
  return { session, sockets, peers, kept, states };
}

async function joined(options) {
  const it = scene(options);
  const start = it.session.start();
  await settle();
  it.sockets[0].open();
  it.sockets[0].say({ t: 'joined', re: it.sockets[0].received[0].id, rev: 5, n: 1, answer: 'answer 1', ticket: 't1', pingMs: 60_000, me: {}, people: [], count: 1 });
  await start;
  it.peers[0].become('connected');
  return it;
}

beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'setInterval'] }));
afterEach(() => mock.timers.reset());

async function after(ms) {
  mock.timers.tick(ms);
  await settle();
}

test('should join with one offer, token in the first message, and become connected with media', async () => {
  const { session, sockets, peers, kept, states } = await joined();
  assert.equal(sockets[0].url, 'wss://meet.example.org/v1/rooms/daily/join');
  assert.deepEqual(sockets[0].received[0], { t: 'join', id: 1, name: 'Ann', token: 'secret', n: 1, offer: 'offer 1', sources: [], features: ['encodings'] });
  assert.deepEqual(peers[0].answers, ['answer 1']);
  assert.deepEqual(states, ['connecting', 'connected']);
  assert.deepEqual([...kept.map.values()], ['t1']);
  session.close('left');
});

test('should offer what was published while the join was on its way', async () => {
  const { session, sockets, peers } = scene();
  const starting = session.start();
  await settle();
  sockets[0].open();
  session.negotiate();
  sockets[0].say({ t: 'joined', re: 1, rev: 1, n: 1, answer: 'answer 1', me: {}, room: {}, ticket: 't1', pingMs: 10_000, count: 1, people: [] });
  await starting;
  await settle();

  const offer = sockets[0].last('offer');
  assert.equal(offer?.sdp, 'offer 2');
  sockets[0].say({ t: 'answer', re: offer.id, n: 2, sdp: 'answer 2', sources: {} });
  await settle();
  assert.deepEqual(peers[0].answers, ['answer 1', 'answer 2']);
  session.close('left');
});

test('should resume the seat without touching media when only the signal is lost', async () => {
  const { session, sockets, peers, kept } = await joined();
  session.rev = 8;
  sockets[0].close();
  assert.equal(session.state, 'signal-lost');
  await after(WAIT_MS);
  sockets[1].open();
  const resume = sockets[1].received[0];
  assert.deepEqual([resume.t, resume.ticket, resume.rev, resume.offer], ['resume', 't1', 8, undefined]);
  sockets[1].say({ t: 'resumed', re: resume.id, rev: 9, ticket: 't2', full: false, me: {} });
  await settle();
  assert.equal(session.state, 'connected');
  assert.equal(peers.length, 1);
  assert.equal(peers[0].offers, 1);
  assert.deepEqual([...kept.map.values()], ['t2']);
  session.close('left');
});

test('should restart ICE by a new offer when media fails, and number offers upwards', async () => {
  const { session, sockets, peers } = await joined();
  peers[0].become('failed');
  assert.equal(session.state, 'reconnecting');
  await settle();
  const offer = sockets[0].last('offer');
  assert.equal(offer.n, 2);
  assert.deepEqual(peers[0].restarts, [false, true]);
  sockets[0].say({ t: 'answer', re: offer.id, n: 2, sdp: 'answer 2' });
  await settle();
  peers[0].become('connected');
  assert.equal(session.state, 'connected');
  session.close('left');
});

test('should let a short disconnection heal by itself', async () => {
  const { session, peers } = await joined();
  peers[0].become('disconnected');
  await after(500);
  peers[0].become('connected');
  await after(10_000);
  assert.equal(peers[0].offers, 1);
  session.close('left');
});

test('should ask for a new path over a new socket when the old one went silent with the media', async () => {
  const { session, sockets, peers } = await joined();
  peers[0].become('disconnected');
  assert.equal(sockets[0].last('ping')?.t, 'ping');
  await after(2_000);
  assert.ok(sockets[0].closed);
  await after(WAIT_MS);
  sockets[1].open();
  sockets[1].say({ t: 'resumed', re: sockets[1].received[0].id, rev: 9, ticket: 't2', full: false, me: {} });
  await settle();
  assert.equal(sockets[1].last('offer')?.t, 'offer');
  assert.equal(peers[0].restarts.at(-1), true);
  session.close('left');
});

test('should keep a socket that answers while media is lost', async () => {
  const { session, sockets, peers } = await joined();
  peers[0].become('failed');
  const ping = sockets[0].last('ping');
  sockets[0].say({ t: 'pong', re: ping.id });
  await settle();
  await after(3_000);
  assert.equal(sockets[0].closed, false);
  session.close('left');
});

test('should make a new connection on the same seat when the ICE restart brings nothing', async () => {
  const { session, sockets, peers } = await joined();
  peers[0].become('failed');
  await settle();
  await after(8_000);
  await after(WAIT_MS);
  sockets[1].open();
  const resume = sockets[1].received[0];
  assert.equal(resume.t, 'resume');
  assert.equal(peers.length, 2);
  assert.ok(peers[0].closed);
  assert.equal(resume.offer, 'offer 1');
  session.close('left');
});

test('should exchange offers one at a time and join waiting ones together', async () => {
  const { session, sockets, peers } = await joined();
  const first = session.negotiate();
  await settle();
  const second = session.negotiate();
  const third = session.negotiate();
  await settle();
  assert.equal(peers[0].offers, 2);
  sockets[0].say({ t: 'answer', re: sockets[0].last('offer').id, n: 2, sdp: 'answer 2' });
  await settle();
  assert.equal(peers[0].offers, 3);
  sockets[0].say({ t: 'answer', re: sockets[0].last('offer').id, n: 3, sdp: 'answer 3' });
  await Promise.all([first, second, third]);
  assert.deepEqual(peers[0].answers, ['answer 1', 'answer 2', 'answer 3']);
  session.close('left');
});

test('should repeat after the resume an offer whose answer was lost', async () => {
  const { session, sockets, peers } = await joined();
  session.negotiate();
  await settle();
  sockets[0].close();
  await after(WAIT_MS);
  sockets[1].open();
  sockets[1].say({ t: 'resumed', re: sockets[1].received[0].id, rev: 9, ticket: 't2', full: false, me: {} });
  await settle();
  assert.equal(sockets[1].last('offer').n, 3);
  assert.equal(peers[0].offers, 3);
  session.close('left');
});

test('should take an offer back that the server refuses', async () => {
  const { session, sockets, peers } = await joined();
  const refused = assert.rejects(session.negotiate(), { code: 'not-allowed' });
  await settle();
  sockets[0].say({ t: 'error', re: sockets[0].last('offer').id, code: 'not-allowed', message: 'no' });
  await refused;
  assert.equal(peers[0].rollbacks, 1);
  session.close('left');
});

test('should wait as long as bye says and go where it says', async () => {
  const { session, sockets } = await joined();
  sockets[0].say({ t: 'bye', reason: 'redirect', action: 'resume', afterMs: 1_840, url: 'https://two.example.org' });
  await after(1_839);
  assert.equal(sockets.length, 1);
  await after(1);
  assert.equal(sockets[1].url, 'wss://two.example.org/v1/rooms/daily/join');
  session.close('left');
});

test('should close with the reason when bye says stop', async () => {
  const { session, sockets, peers, kept } = await joined();
  const reasons = [];
  session.on('closed', reason => reasons.push(reason));
  sockets[0].say({ t: 'bye', reason: 'removed', action: 'stop' });
  sockets[0].close();
  await after(60_000);
  assert.deepEqual(reasons, ['removed']);
  assert.equal(sockets.length, 1);
  assert.ok(peers[0].closed);
  assert.equal(kept.map.size, 0);
});

test('should join anew when the seat is gone', async () => {
  const { session, sockets, peers } = await joined();
  sockets[0].close();
  await after(WAIT_MS);
  sockets[1].open();
  sockets[1].say({ t: 'error', re: sockets[1].received[0].id, code: 'not-found', message: 'no seat' });
  await settle();
  await after(0);
  sockets[2].open();
  assert.equal(sockets[2].received[0].t, 'join');
  assert.equal(peers.length, 2);
  session.close('left');
});

test('should back off while the server cannot be reached, and try at once when asked', async () => {
  const { session, sockets } = await joined();
  sockets[0].close();
  await after(WAIT_MS);
  sockets[1].close();
  await settle();
  await after(2 * WAIT_MS - 1);
  assert.equal(sockets.length, 2);
  session.reconnectNow();
  await settle();
  assert.equal(sockets.length, 3);
  session.close('left');
});

test('should take its seat back after a reload with a new connection', async () => {
  const stored = { 'plenum.ticket:https://meet.example.org/daily': 't7' };
  const { session, sockets, peers } = scene({ reloaded: true, stored });
  const start = session.start();
  await settle();
  sockets[0].open();
  const resume = sockets[0].received[0];
  assert.deepEqual([resume.t, resume.ticket, resume.rev, resume.offer], ['resume', 't7', 0, 'offer 1']);
  sockets[0].say({ t: 'resumed', re: resume.id, rev: 3, ticket: 't8', full: true, people: [], count: 1, me: {}, n: 1, answer: 'answer 1' });
  await start;
  assert.deepEqual(peers[0].answers, ['answer 1']);
  session.close('left');
});

test('should leave a ticket alone that a duplicated tab has a copy of', async () => {
  const stored = { 'plenum.ticket:https://meet.example.org/daily': 't7' };
  const { session, sockets } = scene({ reloaded: false, stored });
  const ended = assert.rejects(session.start(), { code: 'closed' });
  await settle();
  sockets[0].open();
  assert.equal(sockets[0].received[0].t, 'join');
  session.close('left');
  await ended;
});

test('should refuse to start with the code of the server', async () => {
  const { session, sockets } = scene();
  const refused = assert.rejects(session.start(), { code: 'room-full' });
  await settle();
  sockets[0].open();
  sockets[0].say({ t: 'error', re: 1, code: 'room-full', message: 'full' });
  await refused;
  assert.equal(session.state, 'closed');
});

test('should name the state by what is up', () => {
  assert.equal(stateOf(true, true, true), 'connected');
  assert.equal(stateOf(false, true, true), 'signal-lost');
  assert.equal(stateOf(true, false, true), 'reconnecting');
  assert.equal(stateOf(false, false, true), 'reconnecting');
  assert.equal(stateOf(true, false, false), 'connecting');
});
