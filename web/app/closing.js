import { h } from './dom.js';
import { brand } from './icons.js';
import { has, t } from './strings.js';

/** After these the same person can simply come in again. */
const WORTH_RETRYING = new Set(['left', 'room-full', 'room-locked', 'connection-lost', 'draining', 'overloaded', 'replaced', 'timeout']);

/**
 * The page after a meeting, or instead of one.
 *
 * @param {string} reason
 * @param {() => void} again
 * @returns {HTMLElement}
 */
export function closing(reason, again) {
  const known = reason === 'timeout' ? 'connection-lost' : has(`closed.${reason}.title`) ? reason : 'other';
  const retry = WORTH_RETRYING.has(reason) || known === 'other';
  return h(
    'div',
    { class: 'entry', 'data-testid': 'closing', 'data-reason': reason },
    h('header', {}, brand()),
    h(
      'section',
      { class: 'closing', role: 'alert' },
      h('div', {}, h('h1', {}, t(`closed.${known}.title`)), h('p', { class: 'lead' }, t(`closed.${known}.lead`, { reason }))),
      h(
        'div',
        { class: 'actions' },
        retry && h('button', { class: 'button primary large', 'data-testid': 'again', on: { click: again } }, t('closed.again')),
        h('button', { class: 'button large', on: { click: () => location.assign('/') } }, t('closed.home')),
      ),
    ),
  );
}
