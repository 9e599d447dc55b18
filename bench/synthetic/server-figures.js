import { readFile } from 'node:fs/promises';

/** What the kernel counts CPU time in, per second: USER_HZ is 100 on every Linux. */
const TICKS_PER_SECOND = 100;

/** Reads what a server costs: from /proc where its process is known, and from its metrics. */
export class ServerFigures {
  /** @param {string} url @param {number | undefined} pid */
  constructor(url, pid) {
    this.url = url;
    this.pid = pid;
  }

  /** @returns {Promise<Figures>} */
  async read() {
    const [metrics, cpuSeconds, memoryBytes] = await Promise.all([this.#metrics(), this.#cpuSeconds(), this.#memoryBytes()]);
    return { cpuSeconds, memoryBytes, ...metrics };
  }

  async #metrics() {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    const sum = (name, ...labels) =>
      text
        .split('\n')
        .filter(line => line.startsWith(name) && labels.every(label => line.includes(label)))
        .reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' '))), 0);
    const media = direction => ['audio', 'video'].map(kind => sum('plenum_packets_total', `"${direction}"`, `"${kind}"`));
    const [audioIn, videoIn] = media('in');
    const [audioOut, videoOut] = media('out');
    return {
      packetsIn: audioIn + videoIn,
      packetsOut: audioOut + videoOut,
      overflows: sum('plenum_packets_dropped_total', '"receive-overflow"'),
      sendFailures: sum('plenum_packets_dropped_total', '"send-failed"'),
    };
  }

  async #cpuSeconds() {
    if (!this.pid) return NaN;
    const stat = await readFile(`/proc/${this.pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  }

  async #memoryBytes() {
    if (!this.pid) return NaN;
    const status = await readFile(`/proc/${this.pid}/status`, 'utf8');
    return 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]);
  }
}

/**
 * @typedef {object} Figures
 * @property {number} cpuSeconds user and system
 * @property {number} memoryBytes resident
 * @property {number} packetsIn media
 * @property {number} packetsOut media
 * @property {number} overflows datagrams for which the server's kernel had no room
 * @property {number} sendFailures
 */
