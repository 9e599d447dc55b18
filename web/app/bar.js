import { devices } from '../sdk/plenum.js';
import { h, show } from './dom.js';
import { icon } from './icons.js';
import { openMenu } from './menu.js';
import { remember } from './preferences.js';
import { clock, t } from './strings.js';

/** @import { Room } from '../sdk/room.js' */
/** @import { Item } from './menu.js' */

/**
 * What the bar's buttons do.
 *
 * @typedef {object} Commands
 * @property {() => void} microphone
 * @property {() => void} camera
 * @property {() => void} share
 * @property {() => void} hand
 * @property {(name: 'chat' | 'people' | 'stats') => void} panel
 * @property {() => void} copyLink
 * @property {() => void} devices
 * @property {() => void} keys
 * @property {() => void} theme
 * @property {() => void} leave
 */

const CLOCK_MS = 10_000;

/** The controls at the foot of the meeting: five on a phone, all of them elsewhere. */
export class Bar {
  #clock = h('time');
  #timer = setInterval(() => this.#tick(), CLOCK_MS);

  /**
   * @param {Room} room
   * @param {Commands} commands
   */
  constructor(room, commands) {
    this.room = room;
    this.commands = commands;
    this.microphone = control('microphone', 'control', commands.microphone);
    this.camera = control('camera', 'control', commands.camera);
    this.share = control('share', 'control wide', commands.share);
    this.hand = control('hand', 'control wide', commands.hand);
    this.chat = control('chat', 'control plain wide', () => commands.panel('chat'));
    this.phoneChat = control('phone-chat', 'control narrow', () => commands.panel('chat'));
    this.people = control('people', 'control plain wide', () => commands.panel('people'));
    this.more = control('more', 'control', () => this.#openMore());
    this.leave = control('leave', 'control leave', commands.leave);
    this.count = h('span', { class: 'count', 'data-testid': 'count' });
    this.chatDot = h('span', { class: 'dot', hidden: true });
    this.phoneChatDot = h('span', { class: 'dot', hidden: true });
    const copy = control('copy-link', 'control plain', commands.copyLink);
    label(copy, t('bar.copy'), 'link');
    label(this.more, t('bar.more'), 'more');
    label(this.leave, t('bar.leave'), 'leave');
    label(this.chat, t('bar.chat'), 'chat', 'C', this.chatDot);
    label(this.phoneChat, t('bar.chat'), 'chat', 'C', this.phoneChatDot);
    label(this.people, t('bar.people'), 'people', 'P', this.count);
    show(this.share, room.screen.possible);
    this.element = h(
      'nav',
      { class: 'bar', 'aria-label': t('bar.label') },
      h('div', { class: 'where' }, this.#clock, h('b', { title: room.info.name }, room.info.name), copy),
      h(
        'div',
        { class: 'controls' },
        this.#split(this.microphone, 'microphone'),
        this.#split(this.camera, 'camera'),
        this.share,
        this.hand,
        this.phoneChat,
        this.more,
        this.leave,
      ),
      h('div', { class: 'sides wide' }, this.chat, this.people),
    );
    this.#tick();
    this.draw();
  }

  draw() {
    const { microphone, camera, screen, hand, count } = this.room;
    const muted = microphone.muted;
    const off = camera.muted;
    label(this.microphone, t(muted ? 'bar.unmute' : 'bar.mute'), muted ? 'micOff' : 'mic', 'M');
    label(this.camera, t(off ? 'bar.cameraOn' : 'bar.cameraOff'), off ? 'cameraOff' : 'camera', 'V');
    label(this.share, t(screen.sharing ? 'bar.shareStop' : 'bar.share'), screen.sharing ? 'screenOff' : 'screen');
    label(this.hand, t(hand.raised ? 'bar.lower' : 'bar.raise'), 'hand', 'R');
    this.microphone.dataset.off = String(muted);
    this.camera.dataset.off = String(off);
    for (const [button, on] of /** @type {const} */ ([
      [this.microphone, !muted],
      [this.camera, !off],
      [this.share, screen.sharing],
      [this.hand, hand.raised],
    ])) {
      button.ariaPressed = String(on);
    }
    const { publish } = this.room.me.can;
    this.microphone.disabled = !publish.includes('microphone');
    this.camera.disabled = !publish.includes('camera');
    this.share.disabled = !publish.includes('screen');
    this.share.dataset.on = String(screen.sharing);
    this.hand.dataset.on = String(hand.raised);
    this.count.textContent = String(count);
  }

  /** @param {string} open name of the open panel, or empty */
  drawPanels(open) {
    this.chat.ariaPressed = String(open === 'chat');
    this.people.ariaPressed = String(open === 'people');
    if (open === 'chat') this.unread(false);
  }

  /** @param {boolean} unread */
  unread(unread) {
    show(this.chatDot, unread);
    show(this.phoneChatDot, unread);
  }

  close() {
    clearInterval(this.#timer);
  }

  #tick() {
    this.#clock.textContent = clock(new Date());
  }

  #openMore() {
    const { commands, room } = this;
    const phone = matchMedia('(max-width: 600px)').matches;
    /** @type {Item[]} */
    const items = [
      { label: t('bar.stats'), sign: 'stats', testid: 'open-stats', act: () => commands.panel('stats') },
      { label: t('bar.settings'), sign: 'settings', testid: 'open-devices', act: commands.devices },
      { label: t('bar.theme'), sign: 'theme', testid: 'theme', act: commands.theme },
    ];
    if (phone) {
      items.unshift(
        { label: `${t('bar.people')} (${room.count})`, sign: 'people', testid: 'open-people', act: () => commands.panel('people') },
        { label: t(room.hand.raised ? 'bar.lower' : 'bar.raise'), sign: 'hand', act: commands.hand },
        { label: t('bar.copy'), sign: 'link', act: commands.copyLink },
      );
      if (room.screen.possible) items.unshift({ label: t('bar.share'), sign: 'screen', act: commands.share });
    } else {
      items.push({ label: t('bar.keys'), sign: 'keyboard', key: '?', testid: 'open-keys', act: commands.keys });
    }
    openMenu(this.more, items);
  }

  /** @param {HTMLButtonElement} button @param {'microphone' | 'camera'} kind */
  #split(button, kind) {
    const caret = h(
      'button',
      { class: 'control caret', 'aria-label': t('bar.devices'), title: t('bar.devices'), 'aria-haspopup': 'menu', on: { click: () => this.#openPicker(caret, kind) } },
      icon('chevron'),
    );
    return h('div', { class: 'split' }, button, caret);
  }

  /** @param {HTMLElement} opener @param {'microphone' | 'camera'} kind */
  async #openPicker(opener, kind) {
    const { microphones, cameras, speakers } = await devices.list();
    const source = this.room[kind];
    const items = this.#choices(t(`entry.${kind}`), kind === 'camera' ? cameras : microphones, source.deviceId, id => {
      remember({ [`${kind}Id`]: id });
      source.select(id);
    });
    if (kind === 'microphone' && devices.speakerSelectable) {
      items.push(
        ...this.#choices(t('entry.speaker'), speakers, devices.speaker, id => {
          remember({ speakerId: id });
          devices.selectSpeaker(id);
        }),
      );
    }
    openMenu(opener, items);
  }

  /**
   * @param {string} title
   * @param {MediaDeviceInfo[]} found
   * @param {string} chosen
   * @param {(id: string) => void} pick
   * @returns {Item[]}
   */
  #choices(title, found, chosen, pick) {
    const named = found.filter(({ label: text, deviceId }) => text && deviceId !== 'default' && deviceId !== 'communications');
    return [
      { title },
      { label: t('entry.default'), chosen: chosen === '', act: () => pick('') },
      ...named.map(({ deviceId, label: text }) => ({ label: text, chosen: chosen === deviceId, act: () => pick(deviceId) })),
    ];
  }
}

/** @param {string} testid @param {string} kind @param {() => void} click */
function control(testid, kind, click) {
  return h('button', { class: kind, 'data-testid': testid, on: { click } });
}

/** @param {HTMLButtonElement} button @param {string} text @param {string} sign @param {string} [key] @param {...Node} extra */
function label(button, text, sign, key, ...extra) {
  if (button.ariaLabel === text) return;
  button.ariaLabel = text;
  button.title = key ? `${text} (${key})` : text;
  button.replaceChildren(icon(sign), ...extra);
}
