/**
 * What a test sees and hears of a meeting, from inside its page: every presented frame with the name that stands over it, and
 * the pitches that the loudspeakers would play. The pictures carry 24 bits as 8 × 3 black or white blocks; NumberedPictures
 * says which.
 */
const COLUMNS = 8;
const ROWS = 3;
const BLOCK = 8;
const LOOK_MS = 100;
const FFT_SIZE = 4096;
const AUDIBLE_DB = -55;

class Witness {
  /** Frames of others: {name, kind, person, counter, atMs}; person and counter are -1 for other pictures. */
  frames = [];
  /** When each pitch was last heard, by its frequency in Hz, by the clock that all pages share. */
  heardMs = new Map();
  /** The page's peer connections. */
  connections = [];
  #counts = new Map();
  #watched = new WeakSet();
  #ears = new Map();
  #pen = new OffscreenCanvas(COLUMNS * BLOCK, ROWS * BLOCK).getContext('2d', { willReadFrequently: true });

  look() {
    for (const video of document.querySelectorAll('video')) {
      if (this.#watched.has(video)) continue;
      this.#watched.add(video);
      this.#watch(video);
    }
    for (const audio of document.querySelectorAll('audio')) this.#listen(audio);
  }

  /** How many numbered frames of somebody have been seen since the last `forget()`. */
  count(name) {
    return this.#counts.get(name) ?? 0;
  }

  forget() {
    this.frames = [];
    this.#counts.clear();
  }

  /** When a tone of about this frequency was last heard, 0 for never. */
  lastHeardMs(hertz) {
    return Math.max(0, ...[...this.heardMs].filter(([pitch]) => Math.abs(pitch - hertz) < 30).map(([, atMs]) => atMs));
  }

  /** Whether a tone of about this frequency was heard within the last milliseconds. */
  hears(hertz, withinMs) {
    return Date.now() - this.lastHeardMs(hertz) < withinMs;
  }

  /** The sound that was decoded so far, as energy: 1 for a second at full scale. */
  async energy() {
    const reports = await Promise.all(this.connections.map(connection => connection.getStats()));
    return reports
      .flatMap(report => [...report.values()])
      .reduce((sum, { type, totalAudioEnergy = 0 }) => sum + (type === 'inbound-rtp' ? totalAudioEnergy : 0), 0);
  }

  /** Paints a numbered picture, for those who publish a canvas. */
  paint(pen, person, counter) {
    const { width, height } = pen.canvas;
    const bits = word(person, counter);
    for (let i = 0; i < COLUMNS * ROWS; i++) {
      pen.fillStyle = (bits >> (COLUMNS * ROWS - 1 - i)) & 1 ? '#fff' : '#000';
      const [x, y] = [i % COLUMNS, Math.floor(i / COLUMNS)];
      pen.fillRect((x * width) / COLUMNS, (y * height) / ROWS, width / COLUMNS, height / ROWS);
    }
  }

  #watch(video) {
    video.requestVideoFrameCallback((now, { presentationTime }) => {
      const number = this.#read(video);
      // The page has until here to put the frame under its name; then it is painted.
      requestAnimationFrame(() => this.#note(video, number, presentationTime));
      this.#watch(video);
    });
  }

  #note(video, number, atMs) {
    const tile = video.closest('[data-testid=tile]');
    if (!tile || tile.dataset.self === 'true') return;
    const name = tile.querySelector('.plenum-name').textContent;
    this.frames.push({ name, kind: tile.dataset.kind, atMs, ...number });
    if (number.person >= 0) this.#counts.set(name, this.count(name) + 1);
  }

  #read(video) {
    this.#pen.drawImage(video, 0, 0, COLUMNS * BLOCK, ROWS * BLOCK);
    const { data } = this.#pen.getImageData(0, 0, COLUMNS * BLOCK, ROWS * BLOCK);
    let bits = 0;
    for (let i = 0; i < COLUMNS * ROWS; i++) {
      const x = (i % COLUMNS) * BLOCK + BLOCK / 2;
      const y = Math.floor(i / COLUMNS) * BLOCK + BLOCK / 2;
      bits = bits * 2 + Number(data[(y * COLUMNS * BLOCK + x) * 4 + 1] > 127);
    }
    const person = bits >> 20;
    const counter = (bits >> 8) & 0xfff;
    return word(person, counter) === bits ? { person, counter } : { person: -1, counter: -1 };
  }

  #listen(audio) {
    const stream = audio.srcObject;
    if (!stream) return;
    let ear = this.#ears.get(stream);
    if (!ear) {
      this.context ??= new AudioContext();
      ear = this.context.createAnalyser();
      ear.fftSize = FFT_SIZE;
      ear.smoothingTimeConstant = 0;
      this.context.createMediaStreamSource(stream).connect(ear);
      this.#ears.set(stream, ear);
    }
    const spectrum = new Float32Array(ear.frequencyBinCount);
    ear.getFloatFrequencyData(spectrum);
    const loudest = spectrum.indexOf(Math.max(...spectrum));
    if (spectrum[loudest] > AUDIBLE_DB) {
      this.heardMs.set(Math.round((loudest * this.context.sampleRate) / FFT_SIZE), Date.now());
    }
  }
}

/** Person and counter with their checksum, as NumberedPictures.word. */
function word(person, counter) {
  const number = (person << 12) | counter;
  return (number << 8) | (Math.imul(number + 1, 0x9e3779b1) >>> 24);
}

window.witness = new Witness();
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(...options) {
    super(...options);
    window.witness.connections.push(this);
  }
};
setInterval(() => window.witness.look(), LOOK_MS);
