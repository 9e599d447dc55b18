/**
 * Lips that a test can read: who publishes shows a new number in the picture at the very moment at which a tone begins or
 * ends, even numbers with the tone; who watches notes when the tone begins.
 */
const WORD_MS = 900;
const FRAME_MS = 33;
const HERTZ = 700;
const EAR_MS = 5;
const EAR_SAMPLES = 256;
const AUDIBLE = 0.05;

class Lips {
  /** By the clock of `performance.now()`. */
  toneBeganMs = [];
  #ears = new Map();
  #audible = false;
  #stream;

  /** Stands for the devices of the page. */
  speak() {
    navigator.mediaDevices.getUserMedia = async ({ audio, video }) => {
      this.#stream ??= this.#begin();
      const tracks = [...(audio ? this.#stream.getAudioTracks() : []), ...(video ? this.#stream.getVideoTracks() : [])];
      return new MediaStream(tracks.map(track => track.clone()));
    };
  }

  #begin() {
    const pen = Object.assign(document.createElement('canvas'), { width: 640, height: 360 }).getContext('2d');
    const context = new AudioContext();
    const voice = context.createOscillator();
    const mouth = context.createGain();
    const out = context.createMediaStreamDestination();
    voice.frequency.value = HERTZ;
    mouth.gain.value = 0;
    voice.connect(mouth).connect(out);
    voice.start();
    let counter = 1;
    setInterval(() => {
      counter++;
      mouth.gain.value = counter % 2 === 0 ? 0.5 : 0;
      witness.paint(pen, 0, counter);
    }, WORD_MS);
    setInterval(() => witness.paint(pen, 0, counter), FRAME_MS);
    return new MediaStream([...pen.canvas.captureStream(30).getTracks(), ...out.stream.getTracks()]);
  }

  watch() {
    this.context = new AudioContext();
    setInterval(() => this.#listen(), EAR_MS);
  }

  #listen() {
    for (const { srcObject } of document.querySelectorAll('audio')) {
      if (srcObject && !this.#ears.has(srcObject)) this.#ears.set(srcObject, this.#ear(srcObject));
    }
    const audible = [...this.#ears.values()].some(ear => loudness(ear) > AUDIBLE);
    if (audible && !this.#audible) this.toneBeganMs.push(performance.now());
    this.#audible = audible;
  }

  #ear(stream) {
    const ear = this.context.createAnalyser();
    ear.fftSize = EAR_SAMPLES;
    this.context.createMediaStreamSource(stream).connect(ear);
    return ear;
  }

  /** How much later than its picture each tone began, in milliseconds. */
  skewsMs() {
    const shown = new Map();
    for (const { counter, atMs } of witness.frames) if (counter % 2 === 0 && !shown.has(counter)) shown.set(counter, atMs);
    const pictures = [...shown.values()];
    return this.toneBeganMs
      .map(toneMs => pictures.map(pictureMs => toneMs - pictureMs).sort((a, b) => Math.abs(a) - Math.abs(b))[0])
      .filter(skewMs => Math.abs(skewMs) < WORD_MS);
  }
}

function loudness(ear) {
  const samples = new Float32Array(EAR_SAMPLES);
  ear.getFloatTimeDomainData(samples);
  return Math.max(...samples.map(Math.abs));
}

window.lips = new Lips();
