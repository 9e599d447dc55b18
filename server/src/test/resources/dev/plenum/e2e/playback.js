/** What a page shows and plays of others, over time: each presented frame with its height, and the sound that had to be made up. */
const LOOK_MS = 100;

class Playback {
  /** Each presented frame of somebody else's camera: {name, atMs, height}, by the page's clock. */
  frames = [];
  #watched = new WeakSet();

  look() {
    for (const tile of document.querySelectorAll('[data-testid=tile]:not([data-self=true])')) {
      const video = tile.querySelector('video');
      if (!video || this.#watched.has(video)) continue;
      this.#watched.add(video);
      this.#watch(tile, video);
    }
  }

  #watch(tile, video) {
    video.requestVideoFrameCallback((now, { height }) => {
      this.frames.push({ name: tile.querySelector('.plenum-name').textContent, atMs: now, height });
      this.#watch(tile, video);
    });
  }

  /** When the first frame of a height in between was shown after a time; Infinity if none was. */
  firstMs(sinceMs, leastHeight, mostHeight) {
    const frame = this.frames.find(({ atMs, height }) => atMs > sinceMs && height >= leastHeight && height <= mostHeight);
    return frame ? frame.atMs - sinceMs : Infinity;
  }

  /** Of the frames since a time, the smallest. */
  leastHeight(sinceMs) {
    return Math.min(...this.frames.filter(({ atMs }) => atMs >= sinceMs).map(({ height }) => height));
  }

  /** Of somebody's frames since a time, the one in the middle; 0 if there were none. */
  medianHeight(name, sinceMs) {
    const heights = this.frames.filter(frame => frame.name === name && frame.atMs >= sinceMs).map(({ height }) => height);
    return heights.sort((a, b) => a - b)[Math.floor(heights.length / 2)] ?? 0;
  }

  /** For how long a picture has stood still since a time: the pauses between frames that are longer than a given one. */
  stalledMs(name, sinceMs, longerThanMs) {
    const times = this.frames.filter(frame => frame.name === name && frame.atMs > sinceMs).map(({ atMs }) => atMs);
    const pauses = [...times, performance.now()].map((atMs, i) => atMs - (times[i - 1] ?? sinceMs));
    return pauses.filter(ms => ms > longerThanMs).reduce((sum, ms) => sum + ms, 0);
  }

  /** Whether all pictures of others have been of this height for a while, without a longer pause. */
  isWhole(height, spanMs, longestMs) {
    const sinceMs = performance.now() - spanMs;
    const tiles = [...document.querySelectorAll('[data-testid=tile]:not([data-self=true])')];
    const names = tiles.map(tile => tile.querySelector('.plenum-name').textContent);
    const seen = this.frames.filter(({ atMs }) => atMs >= sinceMs);
    return (
      names.length > 0 &&
      seen.every(frame => frame.height === height) &&
      names.every(name => this.stalledMs(name, sinceMs, longestMs) === 0)
    );
  }

  /** Samples that have been played, and those of them which stood in for sound that did not come in time. */
  async sound() {
    const reports = [...(await connections.all.at(-1).getStats()).values()];
    const inbound = reports.filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio');
    const sum = field => inbound.reduce((total, report) => total + (report[field] ?? 0), 0);
    return { played: sum('totalSamplesReceived'), madeUp: sum('concealedSamples') - sum('silentConcealedSamples') };
  }
}

window.playback = new Playback();
setInterval(() => playback.look(), LOOK_MS);
