/**
 * Fills one room with participants and prints, one JSON object a line: `joined`, `receiving` when everybody sees and hears
 * what they should, and at the end `report`. It goes on for `--seconds`, or until its standard input ends.
 */
import datachannel from 'node-datachannel';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Participant } from './participant.js';
import { ServerFigures } from './server-figures.js';

const TICK_MS = 5;
const JOINING_AT_ONCE = 16;
const TILES = 9;
const VOICES = 2; // of the loudest three a speaker does not hear the own one
const POLL_MS = 100;
const ALL_HERE_MS = 120_000;
const DRAIN_MS = 5_000;
const CHECKS = ['packets', 'lost', 'late', 'duplicates', 'misattributed', 'pictureGaps'];

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:8080' },
    room: { type: 'string', default: 'synthetic' },
    participants: { type: 'string', default: '50' },
    checked: { type: 'string' },
    fps: { type: 'string', default: '10' },
    seconds: { type: 'string' },
    'server-pid': { type: 'string' },
    feedback: { type: 'boolean', default: false },
    'media-port': { type: 'string' },
  },
});
const count = Number(values.participants);
/** One in so many checks its packets: in JavaScript that costs more than all else together. */
const checkedEvery = Math.ceil(count / Number(values.checked ?? count));
const server = new ServerFigures(values.url, values['server-pid'] ? Number(values['server-pid']) : undefined);

const participants = Array.from(
  { length: count },
  (_, index) =>
    new Participant(index, {
      framesPerSecond: Number(values.fps),
      isChecked: index % checkedEvery === 0,
      tellsArrival: values.feedback,
      // Only the last one's way leads through somebody else's port.
      mediaPort: values['media-port'] && index === count - 1 ? Number(values['media-port']) : undefined,
    }),
);

const checked = participants.filter(one => one.options.isChecked);

const empty = await server.read();
const sending = startSending();
const joinSeconds = await joinAll();
await until(() => participants.every(one => one.people.size === count), 'everybody knows everybody', ALL_HERE_MS);
print('joined', { joinsPerSecond: count / joinSeconds });

await Promise.all(participants.map(one => one.watch(Math.min(TILES, count - 1))));
await until(() => checked.every(isReceiving), 'everybody sees and hears', ALL_HERE_MS);
print('receiving', {});

const early = totals();
const before = await server.read();
const beforeMs = performance.now();
await (values.seconds ? delay(Number(values.seconds) * 1000) : once(process.stdin.resume(), 'end'));
const after = await server.read();
const seconds = (performance.now() - beforeMs) / 1000;
clearInterval(sending);
const drained = await drain();

print('report', report());
await Promise.all(participants.map(one => one.leave()));
datachannel.cleanup();
process.exit(0);

async function joinAll() {
  const startMs = performance.now();
  const waiting = [...participants];
  const joining = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await next.join(values.url, values.room);
      next.start(performance.now());
    }
  };
  await Promise.all(Array.from({ length: JOINING_AT_ONCE }, joining));
  return (performance.now() - startMs) / 1000;
}

function startSending() {
  return setInterval(() => {
    const nowMs = performance.now();
    for (const one of participants) one.send(nowMs);
  }, TICK_MS);
}

function isReceiving(participant) {
  return (
    participant.asked.every(csrc => participant.seen.includes(csrc)) &&
    participant.heard.length >= Math.min(VOICES, count - 1)
  );
}

/** Waits for what is still on its way: as much should have come as the server sent, where everybody checks. */
async function drain() {
  const deadlineMs = performance.now() + DRAIN_MS;
  for (;;) {
    const { packetsOut } = await server.read();
    const undelivered = packetsOut - empty.packetsOut - total('packets');
    if (undelivered === 0 || performance.now() > deadlineMs) return checked.length === count ? { undelivered } : {};
    await delay(POLL_MS);
  }
}

function report() {
  const forwarded = after.packetsOut - before.packetsOut;
  const whole = totals();
  return {
    participants: count,
    checked: checked.length,
    seconds,
    ...Object.fromEntries(CHECKS.map(check => [check, whole[check] - early[check]])),
    earlyPackets: early.packets,
    earlyLost: early.lost,
    ...drained,
    notAsked: checked.flatMap(one => one.seen.filter(csrc => !one.asked.includes(csrc))).length,
    fewestTiles: Math.min(...checked.map(one => one.seen.length)),
    fewestVoices: Math.min(...checked.map(one => one.heard.length)),
    disconnected: participants.filter(one => one.peer.state !== 'connected').length,
    joinsPerSecond: count / joinSeconds,
    forwardedPerSecond: forwarded / seconds,
    receivedPerSecond: (after.packetsIn - before.packetsIn) / seconds,
    serverCores: (after.cpuSeconds - before.cpuSeconds) / seconds,
    cpuMicrosPerForwardedPacket: ((after.cpuSeconds - before.cpuSeconds) * 1e6) / forwarded,
    memoryKiBPerParticipant: (after.memoryBytes - empty.memoryBytes) / 1024 / count,
    serverOverflows: after.overflows - empty.overflows,
    serverSendFailures: after.sendFailures - empty.sendFailures,
  };
}

/** Of all that has been received so far. */
function totals() {
  return Object.fromEntries(CHECKS.map(check => [check, total(check)]));
}

function total(figure) {
  return participants.flatMap(one => [...one.receptions.values()]).reduce((sum, reception) => sum + reception[figure], 0);
}

async function until(condition, what, withinMs) {
  const deadlineMs = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() > deadlineMs) throw new Error(`not within ${withinMs} ms: ${what}`);
    await delay(POLL_MS);
  }
}

function print(event, figures) {
  console.log(JSON.stringify({ event, ...figures }));
}
