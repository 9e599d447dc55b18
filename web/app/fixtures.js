import { Emitter } from '../sdk/emitter.js';
import { PlenumError } from '../sdk/error.js';
import { View } from '../sdk/view.js';
import { hueOf } from './face.js';
import { Prejoin } from './prejoin.js';

/** @import { Address } from './address.js' */
/** @import { Person } from '../sdk/wire.js' */

/**
 * States of the app without a server, for screenshots and for designing: `/?fixture=grid4`, `share`, `reconnecting`, … The room
 * is made up; tiles, views and pages are the real ones.
 *
 * @typedef {object} Stageful
 * @property {HTMLElement} page
 * @property {Address} address
 * @property {(room: any) => any} openMeeting
 * @property {(reason: string) => void} openClosing
 */

const NAMES = [
  'Ann Fischer', 'Li Na', 'Max Okafor', 'Sofía Hernández', 'Jonas Weber', 'Amara Diallo', 'Kenji Sato', 'Priya Raman',
  'Oleg Petrenko', 'Maria Rossi', 'Tom Baker', 'Fatima Zahra', 'Erik Lund', 'Chloé Martin', 'Diego Silva', 'Hana Kim',
  'Noah Cohen', 'Zeynep Kaya', 'Ivan Horvat', 'Grace Mwangi', 'Lukas Novák', 'Aisha Khan', 'Paul Meyer', 'Yuki Tanaka',
  'Elena Popescu', 'Sam Taylor', 'Nora Haugen', 'Ravi Patel', 'Julia Wójcik', 'Ben Carter',
];
const CHAT = [
  [1, 'Good morning! Slides are here: https://example.org/plan'],
  [2, 'Thanks. I see the third page only, is that right?'],
  [1, 'Yes, we begin there.'],
  [1, 'The numbers are from last night.'],
  [0, 'Could we start with the roll-out? I have to leave at half past.'],
  [4, 'Fine with me 👍'],
];

/** @type {Record<string, (stage: Stageful) => void>} */
const FIXTURES = {
  prejoin: stage => drawPrejoin(stage, true),
  refused: stage => drawPrejoin(stage, false, new PlenumError('device-refused', '')),
  insecure: stage => drawPrejoin(stage, false, new PlenumError('insecure-page', '')),
  absent: stage => drawPrejoin(stage, false, new PlenumError('device-absent', '')),
  share: stage => stage.openMeeting(new FixtureRoom({ people: 6, sharing: 1 })),
  panels: stage => {
    stage.openMeeting(new FixtureRoom({ people: 9, sharing: 2, chat: true }));
    click('chat');
  },
  chat: stage => {
    stage.openMeeting(new FixtureRoom({ people: 4, chat: true }));
    click(matchMedia('(max-width: 600px)').matches ? 'phone-chat' : 'chat');
  },
  people: stage => {
    stage.openMeeting(new FixtureRoom({ people: 9, hands: [3, 5], moderator: true }));
    click(matchMedia('(max-width: 600px)').matches ? 'more' : 'people');
    click('open-people');
  },
  stats: stage => {
    stage.openMeeting(new FixtureRoom({ people: 5, sharing: 1 }));
    click('more');
    click('open-stats');
  },
  more: stage => {
    stage.openMeeting(new FixtureRoom({ people: 4 }));
    click('more');
  },
  keys: stage => {
    stage.openMeeting(new FixtureRoom({ people: 4 }));
    click('more');
    click('open-keys');
  },
  asked: stage => stage.openMeeting(new FixtureRoom({ people: 4 })).room.emit('asked', { kind: 'microphone', by: 'p1' }),
  'signal-lost': stage => stage.openMeeting(new FixtureRoom({ people: 4, state: 'signal-lost' })),
  reconnecting: stage => stage.openMeeting(new FixtureRoom({ people: 4, state: 'reconnecting' })),
  connecting: stage => stage.openMeeting(new FixtureRoom({ people: 1, state: 'connecting' })),
  audioblocked: stage => stage.openMeeting(new FixtureRoom({ people: 2 })).room.emit('audioblocked', undefined),
  narrow: stage =>
    stage.openMeeting(new FixtureRoom({ people: 8, paused: [1, 2, 7], unseen: [7] })).room.emit('quality', {
      level: 'weak', rttMs: 120, lossUp: 0, lossDown: 0.01, receivedBps: 600_000, pausedTiles: 3,
    }),
};

/** @param {string} name @param {Stageful} stage */
export function drawFixture(name, stage) {
  const [, people] = name.match(/^grid(\d+)$/) ?? [];
  const [, reason] = name.match(/^closed-(.+)$/) ?? [];
  if (people) stage.openMeeting(new FixtureRoom({ people: Number(people), hands: [2] }));
  else if (reason) stage.openClosing(reason);
  else if (name === 'alone') stage.openMeeting(new FixtureRoom({ people: 1 }));
  else FIXTURES[name]?.(stage);
}

/** @param {string} testid */
function click(testid) {
  /** @type {HTMLElement | null} */ (document.querySelector(`[data-testid="${testid}"]`))?.click();
}

/**
 * A camera or microphone that is a drawing.
 *
 * @extends {Emitter<any>}
 */
class FixtureSource extends Emitter {
  /** @type {PlenumError | null} */
  error = null;
  deviceId = '';

  /** @param {'microphone' | 'camera'} kind @param {MediaStreamTrack | null} track @param {boolean} muted */
  constructor(kind, track, muted) {
    super();
    this.kind = kind;
    this.track = track;
    this.muted = muted;
    this.level = muted ? 0 : 0.55;
  }

  /** @param {boolean} muted */
  async setMuted(muted) {
    if (this.error) return false;
    this.muted = muted;
    this.emit('muted', muted);
    return true;
  }

  async select() {}
  stop() {}
}

/**
 * What the meeting needs of a room, played.
 *
 * @extends {Emitter<any>}
 */
class FixtureRoom extends Emitter {
  info = { name: 'tavo-limu-renka' };
  /** @type {Map<string, Person>} */
  people = new Map();
  /** @type {{shown: number, planned: number, paused?: any, video: HTMLVideoElement}[]} */
  slots = [];
  speakers = ['p2'];

  /**
   * @param {{people: number, sharing?: number, chat?: boolean, hands?: number[], moderator?: boolean, state?: string,
   *   paused?: number[], unseen?: number[]}} options `unseen` are those whose picture never came
   */
  constructor({ people, sharing, chat = false, hands = [], moderator = false, state = 'connected', paused = [], unseen = [] }) {
    super();
    this.state = state;
    const self = people === 1 ? 0 : Math.min(people - 1, 3);
    this.me = { pid: `p${self}`, name: NAMES[self], role: 'moderator', can: { chat: true, data: true, moderate: moderator, publish: ['microphone', 'camera', 'screen'] } };
    for (let i = 0; i < people; i++) {
      const withCamera = i % 5 !== 4;
      const csrc = 100 + i * 4;
      this.people.set(`p${i}`, {
        pid: `p${i}`,
        name: NAMES[i % NAMES.length],
        role: i === 1 ? 'moderator' : 'member',
        state: state === 'connected' && i === 6 ? 'reconnecting' : 'connected',
        hand: hands.includes(i) ? 40 - i : null,
        sources: {
          microphone: { csrc: csrc + 1, muted: i % 3 === 0 ? 'self' : false },
          ...(withCamera && { camera: { csrc } }),
          ...(i === sharing && { screen: { csrc: csrc + 2 } }),
        },
      });
      if (i === self) continue;
      if (withCamera) this.#slot(csrc, portrait(`p${i}`, i), { paused: paused.includes(i), seen: !unseen.includes(i) });
      if (i === sharing) this.#slot(csrc + 2, slides());
    }
    this.microphone = new FixtureSource('microphone', null, true);
    this.camera = new FixtureSource('camera', portrait(this.me.pid, self).captureStream(5).getVideoTracks()[0], false);
    this.screen = Object.assign(new Emitter(), { sharing: false, possible: true, track: null, stop() {}, async start() {} });
    const messages = chat ? CHAT.map(([from, body], i) => this.#message(Number(from), String(body), i)) : [];
    this.chat = { messages, missed: 0, send: async () => {} };
    this.hand = { raised: false, set: async () => {} };
    this.moderate = { mute: async () => {}, ask: async () => {}, remove: async () => {} };
  }

  get count() {
    return this.people.size;
  }

  /** @param {any} options */
  view(options) {
    /** @type {any} */
    const host = {
      people: () => this.people,
      ownPid: () => this.me.pid,
      speakers: () => this.speakers,
      ownTrack: (/** @type {string} */ kind) => (kind === 'camera' ? this.camera.track : null),
      slots: () => this.slots,
      layoutChanged: () => {},
      closed: () => {},
    };
    return new View(host, options);
  }

  async stats() {
    const tiles = [...this.people.values()].slice(1, 5).map((person, i) => ({
      key: person.pid, name: person.name, kind: 'camera', asked: { w: 640, h: 360 }, received: i === 2 ? { w: 0, h: 0 } : { w: 640, h: 360 },
      fps: i === 2 ? 0 : 29.8, bps: i === 2 ? 0 : 480_000 + i * 13_000, loss: i * 0.004, codec: 'VP8', paused: i === 2 ? 'bandwidth' : '',
    }));
    const sent = ['q', 'h', 'f'].map((layer, i) => ({
      kind: 'camera', layer, size: { w: 320 << i, h: 180 << i }, fps: i === 2 ? 0 : 30, bps: i === 2 ? 0 : 140_000 * 3 ** i, codec: 'VP8', limited: i === 2 ? 'unwatched' : '',
    }));
    return { rttMs: 24, sendCapacityBps: 3_100_000, receivedBps: 1_980_000, sentBps: 1_820_000, lossUp: 0.002, lossDown: 0.004, tiles, sent };
  }

  async startAudio() {}
  reconnectNow() {}
  async leave() {}

  /** @param {number} csrc @param {HTMLCanvasElement} canvas */
  #slot(csrc, canvas, { paused = false, seen = true } = {}) {
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = canvas.captureStream(paused ? 0 : 5);
    this.slots.push({ shown: seen ? csrc : 0, planned: csrc, paused: paused ? 'bandwidth' : undefined, video });
  }

  /** @param {number} from @param {string} body @param {number} i */
  #message(from, body, i) {
    const time = new Date(Date.UTC(2026, 1, 3, 9, i)).toISOString();
    return { topic: 'chat', mid: `m${i}`, from: `p${from}`, name: NAMES[from], body, time };
  }
}

/**
 * A person before a wall, in a few strokes.
 *
 * @param {string} pid
 * @param {number} i
 */
function portrait(pid, i) {
  const hue = hueOf(pid);
  return animated(640, 360, (g, time) => {
    const light = g.createLinearGradient(0, 0, 640, 360);
    light.addColorStop(0, `hsl(${(hue + 40) % 360} 22% ${58 - (i % 3) * 9}%)`);
    light.addColorStop(1, `hsl(${(hue + 90) % 360} 26% 26%)`);
    g.fillStyle = light;
    g.fillRect(0, 0, 640, 360);
    g.fillStyle = '#ffffff1c';
    g.fillRect(60 + (i % 4) * 110, 40, 130, 150);
    const sway = Math.sin(time / 1_300 + i) * 6;
    const skin = `hsl(${22 + (i % 4) * 3} ${42 - (i % 3) * 5}% ${72 - ((i * 13) % 40)}%)`;
    g.fillStyle = `hsl(${hue} 32% 40%)`;
    ellipse(g, 320 + sway * 0.5, 400, 165, 145);
    g.fillStyle = skin;
    g.fillRect(290 + sway * 0.8, 220, 60, 55);
    g.fillStyle = `hsl(${(hue + 200) % 50} 30% ${14 + (i % 4) * 9}%)`;
    ellipse(g, 320 + sway, 140, 84, 92);
    g.fillStyle = skin;
    ellipse(g, 320 + sway, 165, 68, 84);
    g.fillStyle = '#1a1a1a';
    ellipse(g, 296 + sway, 160, 5, 6);
    ellipse(g, 344 + sway, 160, 5, 6);
    g.strokeStyle = '#5a2a22';
    g.lineWidth = 4;
    g.beginPath();
    g.arc(320 + sway, 192, 20, 0.3, Math.PI - 0.3);
    g.stroke();
  });
}

/** A page that somebody shares. */
function slides() {
  return animated(1280, 720, g => {
    g.fillStyle = '#fff';
    g.fillRect(0, 0, 1280, 720);
    g.fillStyle = '#0b5fcc';
    g.fillRect(0, 0, 1280, 10);
    g.fillStyle = '#16202a';
    g.font = '600 52px system-ui, sans-serif';
    g.fillText('Roll-out, week by week', 80, 130);
    g.font = '26px system-ui, sans-serif';
    g.fillStyle = '#566472';
    ['First the pilot rooms, 40 people', 'Then all of Hamburg and Lagos', 'Everybody by the end of March'].forEach((line, i) =>
      g.fillText(`•  ${line}`, 80, 210 + i * 48),
    );
    [180, 250, 210, 330, 390, 470, 540].forEach((height, i) => {
      g.fillStyle = i < 5 ? '#5aa2ff' : '#cfe2fb';
      g.fillRect(660 + i * 78, 640 - height * 0.85, 54, height * 0.85);
    });
    g.fillStyle = '#16202a';
    g.fillRect(640, 640, 560, 3);
  });
}

/** @param {CanvasRenderingContext2D} g @param {number} x @param {number} y @param {number} rx @param {number} ry */
function ellipse(g, x, y, rx, ry) {
  g.beginPath();
  g.ellipse(x, y, rx, ry, 0, 0, Math.PI * 2);
  g.fill();
}

/**
 * @param {number} width
 * @param {number} height
 * @param {(g: CanvasRenderingContext2D, timeMs: number) => void} draw
 */
function animated(width, height, draw) {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const g = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  draw(g, 0);
  setInterval(() => draw(g, performance.now()), 200);
  return canvas;
}

/**
 * @param {Stageful} stage
 * @param {boolean} withCamera
 * @param {PlenumError} [error]
 */
function drawPrejoin({ page }, withCamera, error) {
  const track = withCamera ? portrait('p3', 3).captureStream(5).getVideoTracks()[0] : null;
  /** @type {any} */
  const devices = {
    microphone: new FixtureSource('microphone', null, Boolean(error)),
    camera: new FixtureSource('camera', track, !withCamera),
  };
  if (error) devices.camera.error = devices.microphone.error = error;
  const prejoin = new Prejoin({ room: 'tavo-limu-renka', name: 'Sofía Hernández', devices, join: async () => {}, refused: () => {} });
  page.replaceChildren(prejoin.element);
}
