import { brand } from './icons.js';
import { h } from './dom.js';
import { pronounceableName, roomIn } from './room-name.js';
import { t } from './strings.js';

/** @returns {HTMLElement} the page without a room */
export function home() {
  const input = h('input', {
    class: 'input',
    name: 'room',
    placeholder: t('home.placeholder'),
    autocomplete: 'off',
    required: true,
    'data-testid': 'room-input',
  });
  return h(
    'div',
    { class: 'entry' },
    h('header', {}, brand()),
    h(
      'section',
      { class: 'home' },
      h('div', {}, h('h1', {}, t('home.title')), h('p', { class: 'lead' }, t('home.lead'))),
      h(
        'div',
        { class: 'actions' },
        h(
          'button',
          { class: 'button primary large', 'data-testid': 'start', on: { click: () => open(pronounceableName()) } },
          t('home.start'),
        ),
        h('div', { class: 'or' }, t('home.or')),
        h(
          'form',
          {
            on: {
              submit: (/** @type {SubmitEvent} */ event) => {
                event.preventDefault();
                open(roomIn(input.value));
              },
            },
          },
          h('label', { class: 'field' }, h('span', {}, t('home.room')), input),
          h('button', { class: 'button large', 'data-testid': 'open-room' }, t('home.join')),
        ),
      ),
    ),
  );
}

/** @param {string} room */
function open(room) {
  if (room) location.assign(`/r/${encodeURIComponent(room)}`);
}
