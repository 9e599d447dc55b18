import { h } from './dom.js';
import { Pickers } from './pickers.js';
import { preferences, remember } from './preferences.js';
import { t } from './strings.js';

/** @import { Room } from '../sdk/room.js' */

/**
 * A modal dialog; focus goes back to where it was when it closes.
 *
 * @param {string} title
 * @param {(close: () => void) => (Node | false)[]} content
 * @param {{testid?: string, closed?: () => void}} [options]
 */
function openDialog(title, content, { testid, closed } = {}) {
  const dialog = h('dialog', { class: 'dialog', 'data-testid': testid, 'aria-label': title });
  dialog.append(h('h2', {}, title), ...content(() => dialog.close()).filter(node => node !== false));
  dialog.addEventListener('close', () => {
    dialog.remove();
    closed?.();
  });
  dialog.addEventListener('click', event => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}

/**
 * @param {object} options
 * @param {string} options.title
 * @param {string} options.lead
 * @param {string} options.yes
 * @param {string} [options.no]
 * @param {boolean} [options.danger]
 * @param {string} [options.testid]
 * @param {() => void} options.act
 */
export function confirmDialog({ title, lead, yes, no = t('dialog.cancel'), danger = false, testid, act }) {
  openDialog(
    title,
    close => [
      h('p', { class: 'secondary' }, lead),
      h(
        'div',
        { class: 'actions' },
        h('button', { class: 'button quiet', on: { click: close } }, no),
        h(
          'button',
          {
            class: `button ${danger ? 'danger' : 'primary'}`,
            'data-testid': 'confirm',
            autofocus: true,
            on: {
              click: () => {
                close();
                act();
              },
            },
          },
          yes,
        ),
      ),
    ],
    { testid },
  );
}

/** @param {Room} room */
export function devicesDialog(room) {
  const pickers = new Pickers(room.microphone, room.camera);
  openDialog(
    t('bar.settings'),
    close => [
      h('div', { class: 'pickers' }, ...pickers.elements),
      h('div', { class: 'actions' }, h('button', { class: 'button', on: { click: close } }, t('dialog.close'))),
    ],
    { testid: 'devices', closed: () => pickers.close() },
  );
}

/** @param {[label: string, keys: string[]][]} shortcuts */
export function keysDialog(shortcuts) {
  const single = h('input', { type: 'checkbox', checked: preferences().keys });
  single.onchange = () => remember({ keys: single.checked });
  openDialog(
    t('keys.title'),
    close => [
      h(
        'dl',
        { class: 'shortcuts' },
        ...shortcuts.flatMap(([label, keys]) => [h('dt', {}, label), h('dd', {}, ...keys.map(key => h('kbd', {}, key)))]),
      ),
      h('label', { class: 'check' }, single, t('keys.enabled')),
      h('div', { class: 'actions' }, h('button', { class: 'button', on: { click: close } }, t('dialog.close'))),
    ],
    { testid: 'keys' },
  );
}
