import { AudioOutput } from './audio-output.js';
import { Chat, Data } from './chat.js';
import { devices } from './devices.js';
import { Emitter } from './emitter.js';
import { Layout } from './layout.js';
import { Hand, Moderate } from './moderate.js';
import { Peer } from './peer.js';
import { Roster } from './roster.js';
import { Screen } from './screen.js';
import { Session } from './session.js';
import { Statistics } from './statistics.js';
import { View } from './view.js';

/** @import { PlenumError } from './error.js' */
/** @import { Camera, Microphone } from './local-source.js' */
/** @import { Config, DataMessage, Joined, Kind, Me, OwnSources, Permissions, Person, Resumed, SlotPlan } from './wire.js' */

/**
 * @typedef {object} RoomEvents
 * @property {import('./session.js').State} state
 * @property {import('./roster.js').RosterChange} people
 * @property {string[]} speakers pids, the loudest first
 * @property {DataMessage} chat
 * @property {DataMessage} data
 * @property {Permissions} permissions
 * @property {{kind: Kind, by: string}} asked a moderator asks to unmute; `by` is a pid
 * @property {import('./statistics.js').Quality} quality
 * @property {void} audioblocked the browser wants a click before it plays sound: call `startAudio()` in one
 * @property {{kind: Kind, error: PlenumError}} deviceerror
 * @property {void} deviceschange
 * @property {string} closed the reason: `left`, `removed`, `replaced`, or an error's code
 */

/**
 * A meeting that this page takes part in.
 *
 * @extends {Emitter<RoomEvents>}
 */
export class Room extends Emitter {
  /** @type {Peer | null} */
  #peer = null;
  #roster = new Roster();
  #session;
  /** @type {Set<View>} */
  #views = new Set();
  #layout;
  #audio;
  #statistics = new Statistics();
  /** @type {OwnSources} */
  #own = {};
  /** Who muted one's own sources, as far as that has been obeyed. @type {Partial<Record<Kind, any>>} */
  #obeyed = {};
  /** @type {string[]} */
  #speakers = [];
  /** @type {(() => void)[]} */
  #cleanup = [];
  /** @type {Me} */
  me = {
    pid: '',
    name: '',
    role: 'member',
    can: { publish: [], subscribe: true, chat: false, data: false, moderate: false, updateMe: false, hidden: false },
  };
  /** What the server tells about the room. @type {{name: string, locked?: boolean}} */
  info;

  /**
   * @param {object} options
   * @param {Config} options.config
   * @param {Omit<import('./session.js').SessionOptions, 'makePeer'>} options.session
   * @param {Microphone} options.microphone
   * @param {Camera} options.camera
   * @param {string} options.codec
   * @param {number} options.videoSlots
   * @param {AudioOutput} options.audio
   */
  constructor({ config, session, microphone, camera, codec, videoSlots, audio }) {
    super();
    this.info = { name: session.room };
    this.config = config;
    this.codec = codec;
    this.videoSlots = videoSlots;
    this.microphone = microphone;
    this.camera = camera;
    this.screen = new Screen();
    this.#audio = audio;
    audio.blocked = () => this.emit('audioblocked', undefined);
    this.#session = new Session({ ...session, makePeer: () => this.#makePeer() });
    /** @param {any} message */
    const request = message => this.#session.signal.request(message);
    this.chat = new Chat(request, () => this.me);
    this.data = new Data(request);
    this.hand = new Hand(request, () => this.people.get(this.me.pid));
    this.moderate = new Moderate(request, pid => this.people.get(pid));
    this.#layout = new Layout(
      () => [...this.#views].flatMap(view => view.tiles),
      tiles => this.#session.signal.request({ t: 'layout', tiles }, { once: true }),
    );
    this.#listen();
  }

  get state() {
    return this.#session.state;
  }

  /** @returns {Map<string, Person>} by pid, oneself included */
  get people() {
    return this.#roster.people;
  }

  get count() {
    return this.#roster.count;
  }

  /** @returns {string[]} pids of who is speaking, the loudest first */
  get speakers() {
    return this.#speakers;
  }

  /** Joins, or takes the seat back that this tab had before it was reloaded. @returns {Promise<this>} @throws {PlenumError} */
  async start() {
    await this.#session.start();
    return this;
  }

  /** @param {{max?: number, self?: boolean}} [options] */
  view(options = {}) {
    const view = new View(
      {
        people: () => this.people,
        ownPid: () => this.me.pid,
        speakers: () => this.#speakers,
        ownTrack: kind => (kind === 'camera' ? this.camera.track : this.screen.track),
        slots: () => this.#peer?.videoSlots ?? [],
        layoutChanged: () => this.#layoutChanged(),
        closed: closed => void this.#views.delete(closed),
      },
      options,
    );
    this.#views.add(view);
    return view;
  }

  /** @returns {Promise<import('./statistics.js').Report>} */
  stats() {
    const tiles = [...this.#views].flatMap(view => view.tiles);
    return this.#statistics.collect(this.#peer, tiles, csrc => this.#roster.owner(csrc)?.person.name ?? '');
  }

  /** Call it in a click after `audioblocked`. */
  startAudio() {
    this.#audio.start();
  }

  reconnectNow() {
    this.#session.reconnectNow();
  }

  /** @param {string} name */
  async rename(name) {
    await this.#session.signal.request({ t: 'me', name });
    this.me.name = name;
  }

  async leave() {
    await this.#session.leave();
  }

  #listen() {
    const session = this.#session;
    session.on('state', state => this.emit('state', state));
    session.on('joined', reply => this.#joined(reply));
    session.on('resumed', reply => this.#resumed(reply));
    session.on('own', sources => (this.#own = sources));
    session.on('message', message => this.#received(message));
    session.on('closed', reason => this.#closed(reason));
    this.chat.on('message', message => this.emit('chat', message));
    for (const source of [this.microphone, this.camera]) {
      this.#cleanup.push(
        source.on('track', track => this.#publish(source.kind, track, true)),
        source.on('muted', muted => this.#tellMuted(source.kind, muted)),
        source.on('error', error => this.emit('deviceerror', { kind: source.kind, error })),
      );
    }
    this.screen.on('change', () => {
      const offer = this.#peer?.publish('screen', this.screen.track);
      const audioOffer = this.#peer?.publish('screenAudio', this.screen.audioTrack);
      if (offer || audioOffer) this.#negotiate('screen');
      this.#refresh();
    });
    this.#cleanup.push(devices.on('change', () => this.emit('deviceschange', undefined)));
    const online = () => session.networkChanged();
    const offline = () => session.networkLost();
    addEventListener('online', online);
    addEventListener('offline', offline);
    const sampler = setInterval(() => this.#sampleQuality(), 2_000);
    this.#cleanup.push(() => {
      removeEventListener('online', online);
      removeEventListener('offline', offline);
      clearInterval(sampler);
    });
  }

  #makePeer() {
    const peer = new Peer(this.config, this.codec);
    if (this.microphone.track) peer.publish('microphone', this.microphone.track);
    if (this.camera.track) peer.publish('camera', this.camera.track);
    if (this.screen.track) peer.publish('screen', this.screen.track);
    if (this.screen.audioTrack) peer.publish('screenAudio', this.screen.audioTrack);
    peer.openSlots(this.videoSlots);
    peer.on('picture', () => this.#views.forEach(view => view.place()));
    this.#audio.play(peer.audioSlots.map(slot => slot.receiver.track));
    this.#peer = peer;
    for (const view of this.#views) view.place();
    return peer;
  }

  /** @param {Joined} reply */
  #joined(reply) {
    this.info = reply.room;
    this.#own = reply.me.sources ?? {};
    this.me = reply.me;
    const change = this.#roster.replace(reply);
    this.#entered(change);
  }

  /** @param {Resumed} reply */
  #resumed(reply) {
    this.#own = reply.me.sources ?? this.#own;
    this.me = reply.me;
    this.info = reply.room ?? this.info;
    const { rev, full, people = [], count = people.length, more } = reply;
    const change = full ? this.#roster.replace({ rev, people, count, more }) : this.#roster.update(reply);
    this.#planSlots(reply.slots ?? []);
    this.#heard(reply.speakers ?? []);
    this.#entered(change);
  }

  /** @param {import('./roster.js').RosterChange} change */
  #entered(change) {
    this.#session.rev = this.#roster.rev;
    this.emit('permissions', this.me.can);
    this.emit('people', change);
    this.#refresh();
    this.#layout.repeat();
  }

  /** @param {any} message */
  #received(message) {
    switch (message.t) {
      case 'roster':
        return this.#rosterChanged(message);
      case 'slots':
        return this.#planSlots(message.set);
      case 'encodings':
        return this.#peer?.encode(message);
      case 'speakers':
        return this.#heard(message.csrcs);
      case 'data':
        return message.topic === 'chat' ? this.chat.add(message) : this.emit('data', message);
      case 'history':
        return message.topic === 'chat' && message.items.forEach((/** @type {DataMessage} */ item) => this.chat.add(item));
      case 'gap':
        return message.topic === 'chat' && (this.chat.missed += message.missed);
      case 'asked':
        return this.emit('asked', { kind: message.kind, by: message.by });
      case 'permissions':
        this.me = { ...this.me, role: message.role, can: message.can };
        return this.emit('permissions', message.can);
    }
  }

  /** @param {import('./wire.js').RosterDelta} delta */
  #rosterChanged(delta) {
    const { rev, full, put, count = put.length, more } = delta;
    const change = full ? this.#roster.replace({ rev, people: put, count, more }) : this.#roster.update(delta);
    this.#session.rev = this.#roster.rev;
    this.#obeyMutes();
    this.emit('people', change);
    this.#refresh();
  }

  /** A microphone or camera that a moderator or the room's policy mutes is muted here too: the person sees what is true. */
  #obeyMutes() {
    for (const local of [this.microphone, this.camera]) {
      const author = this.#muteAuthor(local.kind);
      const news = author !== this.#obeyed[local.kind];
      this.#obeyed[local.kind] = author;
      if (news && author && author !== 'self') local.setMuted(true);
    }
  }

  /** @param {Kind} kind */
  #muteAuthor(kind) {
    return this.people.get(this.me.pid)?.sources[kind]?.muted;
  }

  /** @param {SlotPlan[]} plans */
  #planSlots(plans) {
    this.#peer?.plan(plans);
    for (const view of this.#views) view.place();
  }

  /** @param {number[]} csrcs */
  #heard(csrcs) {
    this.#speakers = csrcs.map(csrc => this.#roster.owner(csrc)?.person.pid).filter(pid => pid !== undefined);
    this.emit('speakers', this.#speakers);
    this.#refresh();
  }

  #refresh() {
    for (const view of this.#views) view.refresh();
  }

  /** More tiles than slots: take the next step of the slot pool. */
  #layoutChanged() {
    this.#layout.changed();
    const wanted = [...this.#views].flatMap(view => view.tiles).filter(tile => tile.wanted).length;
    if (!this.#peer || wanted <= this.videoSlots) return;
    this.videoSlots = this.config.slots.steps.find(step => step >= wanted) ?? Math.max(...this.config.slots.steps, this.videoSlots);
    if (this.#peer.growTo(this.videoSlots)) this.#session.negotiate().then(() => this.#layout.repeat(), reportError);
  }

  /** @param {Kind} kind @param {MediaStreamTrack | null} track @param {boolean} keep */
  #publish(kind, track, keep) {
    if (this.#peer?.publish(kind, track, { keep })) this.#negotiate(kind);
    this.#refresh();
  }

  /** @param {Kind} kind */
  #negotiate(kind) {
    this.#session.negotiate().catch(error => this.emit('deviceerror', { kind, error }));
  }

  /** @param {Kind} kind @param {boolean} muted */
  #tellMuted(kind, muted) {
    const csrc = this.#own[kind]?.csrc;
    const known = muted && this.#muteAuthor(kind);
    if (csrc && !known) this.#session.signal.request({ t: 'mute', csrc, muted }).catch(error => this.#muteRefused(kind, muted, error));
    this.#refresh();
  }

  /** Whoever may not speak sees that they are muted. @param {Kind} kind @param {boolean} muted @param {PlenumError} error */
  #muteRefused(kind, muted, error) {
    if (error.code === 'closed') return;
    if (!muted && (kind === 'microphone' || kind === 'camera')) this[kind].setMuted(true);
    this.emit('deviceerror', { kind, error });
  }

  async #sampleQuality() {
    if (this.state !== 'connected') return;
    const quality = this.#statistics.quality(await this.stats(), performance.now());
    if (quality) this.emit('quality', quality);
  }

  /** @param {string} reason */
  #closed(reason) {
    for (const undo of this.#cleanup) undo();
    this.screen.stop();
    this.#layout.close();
    this.#audio.close();
    if (this.me.pid) {
      this.microphone.stop();
      this.camera.stop();
    }
    for (const view of [...this.#views]) view.close();
    this.emit('closed', reason);
  }
}
