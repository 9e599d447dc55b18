import { h } from './dom.js';
import { icon } from './icons.js';
import { t } from './strings.js';

/**
 * The frame of a side panel, a sheet on phones.
 *
 * @param {object} options
 * @param {string} options.title
 * @param {string} options.testid
 * @param {string} [options.kind] a class of its own
 * @param {() => void} options.close
 * @param {(Node | false)[]} options.content between the header and the end
 * @returns {HTMLElement}
 */
export function panel({ title, testid, kind = '', close, content }) {
  return h(
    'aside',
    { class: `panel ${kind}`, 'aria-label': title, 'data-testid': testid, on: { keydown: (/** @type {KeyboardEvent} */ e) => e.key === 'Escape' && close() } },
    h('header', {}, h('h2', {}, title), h('button', { class: 'icon-button', 'aria-label': t('dialog.close'), on: { click: close } }, icon('close'))),
    ...content,
  );
}
