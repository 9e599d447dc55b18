/** Reads what room.js prints and shows it for people. */
import { createInterface } from 'node:readline';

const LABELS = {
  participants: ['participants', 0],
  checked: ['who check every packet', 0],
  seconds: ['measured for', 1, 's'],
  joinsPerSecond: ['joins', 1, 'a second'],
  receivedPerSecond: ['media packets in', 0, 'a second'],
  forwardedPerSecond: ['media packets out', 0, 'a second'],
  serverCores: ['CPU of the server', 2, 'cores'],
  cpuMicrosPerForwardedPacket: ['CPU per forwarded packet', 2, 'µs'],
  memoryKiBPerParticipant: ['memory per participant', 0, 'KiB'],
  packets: ['packets checked', 0],
  lost: ['lost', 0],
  earlyPackets: ['packets checked while people joined', 0],
  earlyLost: ['lost while people joined', 0],
  undelivered: ['sent but not delivered', 0],
  late: ['out of order', 0],
  duplicates: ['twice', 0],
  misattributed: ['with a wrong CSRC', 0],
  notAsked: ['of sources nobody asked for', 0],
  pictureGaps: ['gaps in picture ids', 0],
  fewestTiles: ['fewest tiles seen', 0],
  fewestVoices: ['fewest voices heard', 0],
  disconnected: ['disconnected', 0],
  serverOverflows: ['datagrams lost before the server', 0],
  serverSendFailures: ['datagrams lost behind the server', 0],
};

for await (const line of createInterface({ input: process.stdin })) {
  const { event, ...figures } = JSON.parse(line);
  if (event === 'report') show(figures);
  else console.log(event);
}

function show(figures) {
  for (const [name, [label, digits, unit = '']] of Object.entries(LABELS)) {
    if (figures[name] === undefined) continue;
    const value = figures[name].toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
    console.log(`${label.padEnd(34)}${value.padStart(12)} ${unit}`);
  }
}
