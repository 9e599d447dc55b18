/**
 * Has viewers join one publisher, evenly over some seconds, and prints, one JSON object a line: `publishing` and, when everybody
 * has seen a picture, `report`.
 */
import datachannel from 'node-datachannel';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Participant } from './participant.js';
import { ServerFigures } from './server-figures.js';
import { Viewer } from './viewer.js';

const TICK_MS = 5;
const POLL_MS = 50;
const ALL_SEE_MS = 30_000;
/** Key frames as a small camera sends them, and little beyond: all the viewers share one thread. */
const FRAMES_PER_SECOND = 10;
const PACKETS = { key: 10, other: 1 };
/** The publisher sends for so long before the first viewer comes. */
const HEAD_START_MS = 3_000;

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:8080' },
    room: { type: 'string', default: 'joining' },
    viewers: { type: 'string', default: '300' },
    seconds: { type: 'string', default: '10' },
    'server-pid': { type: 'string' },
  },
});
const count = Number(values.viewers);
const server = new ServerFigures(values.url, values['server-pid'] ? Number(values['server-pid']) : undefined);

const publisher = new Participant(0, { framesPerSecond: FRAMES_PER_SECOND, packets: PACKETS, isChecked: true, isSilent: true });
const viewers = Array.from({ length: count }, (_, index) => new Viewer(index));
const sending = setInterval(() => {
  const nowMs = performance.now();
  publisher.send(nowMs);
  for (const viewer of viewers) viewer.tell(nowMs);
}, TICK_MS);

await publisher.join(values.url, values.room);
publisher.start(performance.now());
await delay(HEAD_START_MS);
print('publishing', {});

const before = await server.read();
const asksBefore = publisher.keyFrameAsks;
const startMs = performance.now();
const joins = viewers.map(async (viewer, index) => {
  await delay((index * Number(values.seconds) * 1000) / count);
  await viewer.join(values.url, values.room, publisher.me.sources.camera.csrc);
});
await Promise.all(joins);
const joinedMs = performance.now() - startMs;
while (viewers.some(({ firstPictureMs }) => firstPictureMs === Infinity) && performance.now() < startMs + joinedMs + ALL_SEE_MS) {
  await delay(POLL_MS);
}
const after = await server.read();
const seconds = (performance.now() - startMs) / 1000;
clearInterval(sending);

print('report', report());
await Promise.all([publisher, ...viewers].map(one => one.leave()));
datachannel.cleanup();
process.exit(0);

function report() {
  const waits = viewers.map(({ answeredMs, firstPictureMs }) => firstPictureMs - answeredMs).sort((a, b) => a - b);
  return {
    viewers: count,
    seconds,
    joinsPerSecond: (count * 1000) / joinedMs,
    blind: waits.filter(ms => ms === Infinity).length,
    firstPictureMsMedian: waits[Math.floor(0.5 * count)],
    firstPictureMs95: waits[Math.floor(0.95 * count)],
    firstPictureMsMost: waits.at(-1),
    keyFramesAsked: publisher.keyFrameAsks - asksBefore,
    serverCores: (after.cpuSeconds - before.cpuSeconds) / seconds,
  };
}

function print(event, figures) {
  console.log(JSON.stringify({ event, ...figures }));
}
