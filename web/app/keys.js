import { preferences } from './preferences.js';
import { t } from './strings.js';

/**
 * @typedef {object} Actions
 * @property {() => void} microphone
 * @property {() => void} camera
 * @property {() => void} hand
 * @property {() => void} chat
 * @property {() => void} people
 * @property {() => void} help
 * @property {(step: number) => void} page
 * @property {(talking: boolean) => void} talk
 */

/** @type {Record<string, 'microphone' | 'camera' | 'hand' | 'chat' | 'people' | 'help'>} */
const SINGLE = { m: 'microphone', v: 'camera', r: 'hand', c: 'chat', p: 'people', '?': 'help' };
/** @type {Record<string, 'microphone' | 'camera'>} */
const WITH_CONTROL = { d: 'microphone', e: 'camera' };
/** @type {Record<string, number>} */
const PAGES = { PageDown: 1, PageUp: -1 };

/** @returns {[label: string, keys: string[]][]} */
export function shortcuts() {
  const control = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl';
  return [
    [t('keys.microphone'), ['M', `${control} D`]],
    [t('keys.camera'), ['V', `${control} E`]],
    [t('keys.talk'), [t('keys.space')]],
    [t('keys.hand'), ['R']],
    [t('keys.chat'), ['C']],
    [t('keys.people'), ['P']],
    [t('keys.pages'), ['PgUp', 'PgDn']],
    [t('keys.help'), ['?']],
  ];
}

/**
 * Listens to the keyboard. Single keys rest in text fields and dialogs, and when the person switched them off.
 *
 * @param {Actions} actions
 * @returns {() => void} stops listening
 */
export function listenToKeys(actions) {
  let talking = false;
  /** @param {KeyboardEvent} event */
  const down = event => {
    if (event.repeat) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && WITH_CONTROL[key]) {
      event.preventDefault();
      actions[WITH_CONTROL[key]]();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || busyElsewhere(event) || !preferences().keys) return;
    if (SINGLE[key]) actions[SINGLE[key]]();
    else if (PAGES[key]) actions.page(PAGES[key]);
    else if (key === ' ' && !(event.target instanceof HTMLButtonElement)) actions.talk((talking = true));
    else return;
    event.preventDefault();
  };
  const up = () => {
    if (talking) actions.talk((talking = false));
  };
  /** @param {KeyboardEvent} event */
  const spaceUp = event => event.key === ' ' && up();
  addEventListener('keydown', down);
  addEventListener('keyup', spaceUp);
  addEventListener('blur', up);
  return () => {
    removeEventListener('keydown', down);
    removeEventListener('keyup', spaceUp);
    removeEventListener('blur', up);
  };
}

/** @param {KeyboardEvent} event */
function busyElsewhere({ target }) {
  if (document.querySelector('dialog[open], [popover]:popover-open')) return true;
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;
}
