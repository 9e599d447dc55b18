import { confirmDialog } from './dialogs.js';
import { h } from './dom.js';
import { hueOf, initials } from './face.js';
import { icon } from './icons.js';
import { panel } from './panel.js';
import { t } from './strings.js';

/** @import { Room } from '../sdk/room.js' */
/** @import { Person } from '../sdk/wire.js' */

export class PeoplePanel {
  #search = h('input', { class: 'input', type: 'search', placeholder: t('people.search'), 'aria-label': t('people.search'), 'data-testid': 'people-search' });
  #count = h('p', { class: 'hint people-count' });
  #body = h('div', { class: 'body' });
  #drawn = false;

  /**
   * @param {Room} room
   * @param {() => void} close
   * @param {(error: unknown) => void} failed
   */
  constructor(room, close, failed) {
    this.room = room;
    this.failed = failed;
    this.#search.oninput = () => this.draw();
    const middle = h('div', { class: 'body-with-search' }, this.#count, h('div', { class: 'people-search' }, icon('search'), this.#search), this.#body);
    this.element = panel({ title: t('people.title'), testid: 'people-panel', close, content: [middle] });
    this.draw();
  }

  opened() {
    this.#search.focus();
  }

  /** Called for every change in the room: one drawing a frame is enough. */
  changed() {
    if (this.#drawn) return;
    this.#drawn = true;
    requestAnimationFrame(() => {
      this.#drawn = false;
      this.draw();
    });
  }

  draw() {
    const wanted = plain(this.#search.value);
    const people = [...this.room.people.values()].filter(person => plain(person.name).includes(wanted));
    const hands = people.filter(person => person.hand !== null).sort((a, b) => Number(a.hand) - Number(b.hand));
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.testid : undefined;
    this.#count.textContent = t('people.count', { n: this.room.count });
    this.#body.replaceChildren(
      ...this.#section(t('people.hands'), hands),
      ...this.#section(t('people.everyone'), people.filter(person => person.hand === null)),
      ...(people.length === 0 ? [h('p', { class: 'empty' }, t('people.none'))] : []),
    );
    /** @type {HTMLElement | null} */ (focused ? this.#body.querySelector(`button[data-testid="${CSS.escape(focused)}"]`) : null)?.focus();
  }

  /** @param {string} title @param {Person[]} people */
  #section(title, people) {
    if (people.length === 0) return [];
    return [h('h3', {}, title), h('ul', { class: 'people-list' }, ...people.map(person => this.#row(person)))];
  }

  /** @param {Person} person */
  #row(person) {
    const { room } = this;
    const self = person.pid === room.me.pid;
    const muted = !person.sources.microphone || Boolean(person.sources.microphone.muted);
    const speaking = room.speakers.includes(person.pid);
    const facts = [
      person.role === 'moderator' && t('people.moderator'),
      person.state === 'reconnecting' && t('tile.reconnecting'),
      person.sources.screen && t('stage.sharing', { name: '' }).trim(),
    ].filter(Boolean);
    const face = h('span', { class: 'face', 'aria-hidden': 'true' }, initials(person.name));
    face.style.setProperty('--hue', String(hueOf(person.pid)));
    return h(
      'li',
      { class: 'person', 'data-testid': 'person', 'data-pid': person.pid },
      face,
      h('span', { class: 'who' }, h('span', {}, self ? t('tile.you', { name: person.name }) : person.name), facts.length > 0 && h('small', {}, facts.join(' · '))),
      !self && room.me.can.moderate && this.#actions(person, muted),
      person.hand !== null && h('span', { class: 'state hand', role: 'img', 'aria-label': t('tile.hand') }, icon('hand')),
      h(
        'span',
        { class: speaking ? 'state speaking' : 'state', role: 'img', 'aria-label': t(speaking ? 'tile.speaking' : muted ? 'tile.muted' : 'kind.microphone') },
        icon(muted ? 'micOff' : 'mic'),
      ),
    );
  }

  /** @param {Person} person @param {boolean} muted */
  #actions(person, muted) {
    const { pid, name } = person;
    const { moderate } = this.room;
    /** @type {(sign: string, what: 'mute' | 'ask' | 'remove', act: () => void) => HTMLElement} */
    const button = (sign, what, act) =>
      h(
        'button',
        { class: 'icon-button', 'data-testid': `${what}-${pid}`, 'aria-label': t(`people.${what}`, { name }), title: t(`people.${what}`, { name }), on: { click: act } },
        icon(sign),
      );
    const remove = () =>
      confirmDialog({
        title: t('remove.title', { name }),
        lead: t('remove.lead'),
        yes: t('remove.yes'),
        danger: true,
        act: () => moderate.remove(pid).catch(this.failed),
      });
    return h(
      'span',
      { class: 'actions' },
      muted
        ? button('ask', 'ask', () => moderate.ask(pid).catch(this.failed))
        : button('micOff', 'mute', () => moderate.mute(pid).catch(this.failed)),
      button('remove', 'remove', remove),
    );
  }
}

/** @param {string} text @returns {string} without case and accents, for searching */
export function plain(text) {
  return text.trim().toLocaleLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}
