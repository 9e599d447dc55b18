/** One for the page: browsers allow only a few. @type {AudioContext | undefined} */
let context;

/** Reads how loud a track is, for a meter on the screen. */
export class LevelMeter {
  /** @param {MediaStreamTrack} track */
  constructor(track) {
    context ??= newContext();
    this.source = context.createMediaStreamSource(new MediaStream([track]));
    this.analyser = context.createAnalyser();
    this.analyser.fftSize = 512;
    this.samples = new Float32Array(this.analyser.fftSize);
    this.source.connect(this.analyser);
  }

  /** @returns {number} 0 (−60 dBFS and below) to 1 (full scale) */
  read() {
    this.analyser.getFloatTimeDomainData(this.samples);
    const power = this.samples.reduce((sum, sample) => sum + sample * sample, 0) / this.samples.length;
    return Math.min(1, Math.max(0, 1 + Math.log10(power + 1e-12) / 6));
  }

  close() {
    this.source.disconnect();
  }
}

/** A context made before the first click is suspended until there is one. */
function newContext() {
  const made = new AudioContext();
  const resume = () => made.resume().catch(() => {});
  for (const gesture of ['pointerdown', 'keydown']) addEventListener(gesture, resume, { once: true });
  return made;
}
