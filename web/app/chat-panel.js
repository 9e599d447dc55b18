import { h, show } from './dom.js';
import { icon } from './icons.js';
import { panel } from './panel.js';
import { clock, t } from './strings.js';

/** @import { Room } from '../sdk/room.js' */
/** @import { DataMessage } from '../sdk/wire.js' */

/** Messages of one person within so long share a heading. */
const TOGETHER_MS = 120_000;
const LINK = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/g;

export class ChatPanel {
  #messages = h('div', { class: 'messages', role: 'log', 'aria-label': t('chat.title') });
  #missed = h('p', { class: 'hint' });
  #empty = h('div', { class: 'empty' }, icon('chat'), h('p', {}, t('chat.empty')));
  #input = h('textarea', { rows: 1, placeholder: t('chat.placeholder'), 'aria-label': t('chat.placeholder'), 'data-testid': 'chat-input' });
  #problem = h('p', { class: 'hint', role: 'alert' });
  /** @type {DataMessage | null} */
  #last = null;

  /** @param {Room} room @param {() => void} close */
  constructor(room, close) {
    this.room = room;
    this.body = h('div', { class: 'body' }, this.#empty, this.#missed, this.#messages, this.#problem);
    this.#input.onkeydown = event => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#send();
    };
    const composer = h(
      'form',
      {
        class: 'composer',
        on: {
          submit: (/** @type {SubmitEvent} */ event) => {
            event.preventDefault();
            this.#send();
          },
        },
      },
      this.#input,
      h('button', { class: 'button primary', 'aria-label': t('chat.send'), title: t('chat.send'), 'data-testid': 'chat-send' }, icon('send')),
    );
    const foot = room.me.can.chat ? composer : h('p', { class: 'composer hint' }, t('chat.forbidden'));
    this.element = panel({ title: t('chat.title'), testid: 'chat-panel', close, content: [this.body, foot] });
    for (const message of room.chat.messages) this.#add(message);
    this.#drawMissed();
  }

  opened() {
    this.#input.focus();
    this.#toEnd();
  }

  /** @param {DataMessage} message */
  added(message) {
    const atEnd = this.body.scrollHeight - this.body.scrollTop - this.body.clientHeight < 40;
    this.#add(message);
    this.#drawMissed();
    if (atEnd || message.from === this.room.me.pid) this.#toEnd();
  }

  /** @param {DataMessage} message */
  #add(message) {
    const last = this.#last;
    const follows = last?.from === message.from && Date.parse(message.time) - Date.parse(last.time) < TOGETHER_MS;
    this.#last = message;
    const own = message.from === this.room.me.pid;
    this.#messages.append(
      h(
        'article',
        { class: follows ? 'message follows' : 'message', 'data-testid': 'message' },
        h('header', {}, h('b', {}, own ? t('chat.you') : message.name), h('time', {}, clock(message.time))),
        h('p', { dir: 'auto' }, ...linked(String(message.body))),
      ),
    );
    show(this.#empty, false);
  }

  async #send() {
    const text = this.#input.value.trim();
    if (!text) return;
    this.#input.value = '';
    this.#problem.textContent = '';
    try {
      await this.room.chat.send(text);
    } catch (error) {
      this.#input.value = text;
      this.#problem.textContent = t('chat.failed', { message: error instanceof Error ? error.message : '' });
    }
  }

  #drawMissed() {
    const n = this.room.chat.missed;
    this.#missed.textContent = n > 0 ? t('chat.missed', { n }) : '';
    show(this.#missed, n > 0);
  }

  #toEnd() {
    this.body.scrollTop = this.body.scrollHeight;
  }
}

/** @param {string} text @returns {(Node | string)[]} with its links made clickable */
function linked(text) {
  return text.split(LINK).map((part, i) => (i % 2 ? h('a', { href: part, target: '_blank', rel: 'noopener noreferrer' }, part) : part));
}
