import { Bar } from './bar.js';
import { ChatPanel } from './chat-panel.js';
import { problemSentence } from './device-problem.js';
import { confirmDialog, devicesDialog, keysDialog } from './dialogs.js';
import { h } from './dom.js';
import { icon } from './icons.js';
import { listenToKeys, shortcuts } from './keys.js';
import { Notices } from './notices.js';
import { PeoplePanel } from './people-panel.js';
import { applyTheme, remember } from './preferences.js';
import { Stage } from './stage.js';
import { StatisticsPanel } from './statistics-panel.js';
import { t } from './strings.js';

/** @import { Room } from '../sdk/room.js' */
/** @import { Quality } from '../sdk/statistics.js' */

/** The meeting's page: it connects the room to stage, bar, panels and notices. */
export class Meeting {
  #notices = new Notices();
  /** @type {{name: string, view: ChatPanel | PeoplePanel | StatisticsPanel} | null} */
  #panel = null;
  /** @type {HTMLElement | null} what had the focus before the panel */
  #beforePanel = null;
  #audioBlocked = false;
  #lost = false;
  #mutedByModerator = false;
  #talkingByKey = false;
  /** @type {Quality | null} */
  #quality = null;
  /** @type {(() => void)[]} */
  #cleanup = [];

  /**
   * @param {Room} room
   * @param {{link: string}} options what is given to others
   */
  constructor(room, { link }) {
    this.room = room;
    this.link = link;
    this.stage = new Stage(room, this.#aloneCard());
    this.bar = new Bar(room, {
      microphone: () => this.#toggleMicrophone(),
      camera: () => this.#toggleCamera(),
      share: () => this.#toggleShare(),
      hand: () => this.#attempt(room.hand.set(!room.hand.raised)),
      panel: name => this.#togglePanel(name),
      copyLink: () => this.#copyLink(),
      devices: () => devicesDialog(room),
      keys: () => keysDialog(shortcuts()),
      theme: () => this.#turnTheme(),
      leave: () => room.leave(),
    });
    this.element = h(
      'div',
      { class: 'meeting', 'data-testid': 'meeting' },
      h('a', { class: 'button primary skip', href: '#stage' }, t('bar.skip')),
      this.stage.element,
      this.bar.element,
      ...this.#notices.elements,
    );
    this.#listen();
    this.#drawState();
  }

  close() {
    for (const undo of this.#cleanup) undo();
    this.#closePanel();
    this.bar.close();
    this.#notices.close();
    this.stage.close();
  }

  #listen() {
    const { room } = this;
    const drawBar = () => this.bar.draw();
    this.#cleanup.push(
      room.on('state', () => this.#drawState()),
      room.on('people', change => {
        this.#notices.peopleChanged(change.joined.map(person => person.name), change.left.map(({ person }) => person.name));
        this.#peopleChanged();
      }),
      room.on('permissions', drawBar),
      room.on('speakers', () => this.#panelAs(PeoplePanel)?.changed()),
      room.on('chat', message => {
        this.#panelAs(ChatPanel)?.added(message);
        if (!this.#panelAs(ChatPanel) && message.from !== room.me.pid) this.bar.unread(true);
      }),
      room.on('asked', ({ kind, by }) => this.#asked(kind, by)),
      room.on('quality', quality => {
        this.#quality = quality.level === 'good' && quality.pausedTiles === 0 ? null : quality;
        this.#drawState();
      }),
      room.on('audioblocked', () => {
        this.#audioBlocked = true;
        this.#drawState();
      }),
      room.on('deviceerror', ({ kind, error }) => {
        const sentence = kind === 'microphone' || kind === 'camera' ? problemSentence(kind, error) : t('failed', { message: error.message });
        this.#notices.toast(sentence);
      }),
      room.microphone.on('muted', drawBar),
      room.camera.on('muted', drawBar),
      room.screen.on('change', drawBar),
      listenToKeys({
        microphone: () => this.#toggleMicrophone(),
        camera: () => this.#toggleCamera(),
        hand: () => this.#attempt(room.hand.set(!room.hand.raised)),
        chat: () => this.#togglePanel('chat'),
        people: () => this.#togglePanel('people'),
        help: () => keysDialog(shortcuts()),
        page: step => this.stage.turn(step),
        talk: talking => this.#pushToTalk(talking),
      }),
    );
    const network = () => this.#drawState();
    addEventListener('online', network);
    addEventListener('offline', network);
    this.#cleanup.push(() => {
      removeEventListener('online', network);
      removeEventListener('offline', network);
    });
  }

  #peopleChanged() {
    const author = this.room.people.get(this.room.me.pid)?.sources.microphone?.muted;
    if (author === 'moderator' && !this.#mutedByModerator) this.#notices.toast(t('mutedBy'));
    this.#mutedByModerator = author === 'moderator';
    this.bar.draw();
    this.stage.arrange();
    this.#panelAs(PeoplePanel)?.changed();
  }

  /** One banner at a time: the connection first, then the sound, then its quality. */
  #drawState() {
    const { state } = this.room;
    const retry = { action: t('state.retry'), act: () => this.room.reconnectNow() };
    this.element.dataset.state = state;
    this.element.dataset.frozen = String(state === 'reconnecting');
    if (state === 'connected' && this.#lost) this.#notices.toast(t('state.back'));
    this.#lost = state === 'reconnecting' || (this.#lost && state !== 'connected');
    if (state === 'reconnecting' && !navigator.onLine) this.#notices.setBanner(t('state.offline'), { busy: true });
    else if (state === 'reconnecting' || state === 'signal-lost') this.#notices.setBanner(t(`state.${state}`), { busy: true, ...retry });
    else if (state === 'connecting') this.#notices.setBanner(t('state.connecting'), { busy: true });
    else if (this.#audioBlocked) this.#notices.setBanner(t('state.audio'), { action: t('state.audioStart'), act: () => this.#startAudio() });
    else this.#notices.setBanner(this.#qualityWords());
  }

  #qualityWords() {
    const quality = this.#quality;
    if (!quality) return '';
    const { level, pausedTiles, receivedBps, lossDown, lossUp, rttMs } = quality;
    if (pausedTiles > 0) return t('quality.paused', { n: pausedTiles, kbps: Math.round(receivedBps / 1_000) });
    if (level === 'poor') return t('quality.poor', { loss: Math.round(Math.max(lossDown, lossUp) * 100), rtt: rttMs });
    return level === 'weak' ? t('quality.weak') : '';
  }

  async #startAudio() {
    this.#audioBlocked = false;
    this.#drawState();
    await this.room.startAudio();
  }

  async #toggleMicrophone() {
    const { microphone } = this.room;
    await microphone.setMuted(!microphone.muted);
    remember({ microphone: !microphone.muted });
  }

  async #toggleCamera() {
    const { camera } = this.room;
    await camera.setMuted(!camera.muted);
    remember({ camera: !camera.muted });
  }

  #toggleShare() {
    const { screen } = this.room;
    if (screen.sharing) screen.stop();
    else this.#attempt(screen.start());
  }

  /** @param {boolean} talking */
  #pushToTalk(talking) {
    const { microphone } = this.room;
    if (talking && microphone.muted) {
      this.#talkingByKey = true;
      microphone.setMuted(false);
    } else if (!talking && this.#talkingByKey) {
      this.#talkingByKey = false;
      microphone.setMuted(true);
    }
  }

  /** @param {string} kind @param {string} by */
  #asked(kind, by) {
    const name = this.room.people.get(by)?.name ?? by;
    const camera = kind === 'camera';
    confirmDialog({
      title: t(camera ? 'asked.titleCamera' : 'asked.title'),
      lead: t(camera ? 'asked.leadCamera' : 'asked.lead', { name }),
      yes: t('asked.yes'),
      no: t('asked.no'),
      testid: 'asked',
      act: () => this.room[camera ? 'camera' : 'microphone'].setMuted(false),
    });
  }

  async #copyLink() {
    try {
      await navigator.clipboard.writeText(this.link);
      this.#notices.toast(t('bar.copied'));
    } catch {
      this.#notices.toast(this.link);
    }
  }

  #turnTheme() {
    const dark = matchMedia('(prefers-color-scheme: dark)').matches;
    const shown = document.documentElement.dataset.theme ?? (dark ? 'dark' : 'light');
    const theme = shown === 'dark' ? 'light' : 'dark';
    remember({ theme });
    applyTheme(theme);
  }

  /** @param {Promise<unknown>} action */
  #attempt(action) {
    action.catch(error => this.#notices.toast(t('failed', { message: error.message })));
  }

  /** @param {'chat' | 'people' | 'stats'} name */
  #togglePanel(name) {
    const open = this.#panel?.name;
    this.#closePanel();
    if (open === name) return;
    const close = () => this.#closePanel();
    /** @param {unknown} error */
    const failed = error => this.#attempt(Promise.reject(error));
    const view =
      name === 'chat'
        ? new ChatPanel(this.room, close)
        : name === 'people'
          ? new PeoplePanel(this.room, close, failed)
          : new StatisticsPanel(this.room, close);
    this.#beforePanel = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    this.#panel = { name, view };
    this.bar.element.after(view.element);
    this.bar.drawPanels(name);
    view.opened();
  }

  #closePanel() {
    if (!this.#panel) return;
    const { view } = this.#panel;
    if (view instanceof StatisticsPanel) view.close();
    view.element.remove();
    this.#panel = null;
    this.bar.drawPanels('');
    this.#beforePanel?.focus({ preventScroll: true });
  }

  /**
   * @template {ChatPanel | PeoplePanel} P
   * @param {new (...args: any[]) => P} kind
   * @returns {P | null} the open panel, when it is of the kind
   */
  #panelAs(kind) {
    return this.#panel?.view instanceof kind ? this.#panel.view : null;
  }

  #aloneCard() {
    return h(
      'div',
      { class: 'alone', 'data-testid': 'alone', hidden: true },
      h('h2', {}, t('alone.title')),
      h('p', { class: 'secondary' }, t('alone.lead')),
      h(
        'div',
        { class: 'link' },
        h('input', { class: 'input', readonly: true, value: this.link, 'aria-label': t('bar.copy'), on: { focus: (/** @type {any} */ e) => e.target.select() } }),
        h('button', { class: 'button primary', 'data-testid': 'alone-copy', on: { click: () => this.#copyLink() } }, icon('link'), t('bar.copy')),
      ),
    );
  }
}
