import { h } from './dom.js';
import { icon } from './icons.js';

/** @typedef {{label: string, sign?: string, key?: string, testid?: string, chosen?: boolean, act: () => void} | {title: string}} Item */

/**
 * Opens a menu above a button. It closes by a choice, Escape or a click elsewhere.
 *
 * @param {HTMLElement} opener
 * @param {Item[]} items
 */
export function openMenu(opener, items) {
  const menu = h('div', { class: 'menu', role: 'menu', popover: 'auto' });
  menu.append(...items.map(item => ('title' in item ? h('h3', {}, item.title) : entry(menu, item))));
  menu.addEventListener('toggle', event => {
    if (/** @type {ToggleEvent} */ (event).newState === 'closed') menu.remove();
  });
  menu.addEventListener('keydown', event => walk(menu, event));
  document.body.append(menu);
  menu.showPopover();
  const at = opener.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.left + at.width / 2 - menu.offsetWidth / 2), innerWidth - menu.offsetWidth - 8);
  Object.assign(menu.style, { left: `${left}px`, bottom: `${innerHeight - at.top + 8}px` });
  menu.querySelector('button')?.focus({ preventScroll: true });
}

/** @param {HTMLElement} menu @param {Exclude<Item, {title: string}>} item */
function entry(menu, { label, sign, key, testid, chosen, act }) {
  const click = () => {
    menu.hidePopover();
    act();
  };
  const mark = chosen === undefined ? (sign ? icon(sign) : h('i')) : chosen ? icon('check') : h('i');
  return h(
    'button',
    { role: chosen === undefined ? 'menuitem' : 'menuitemradio', 'aria-checked': chosen, 'data-testid': testid, on: { click } },
    mark,
    h('span', {}, label),
    key && h('kbd', {}, key),
  );
}

/** @param {HTMLElement} menu @param {KeyboardEvent} event */
function walk(menu, event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const entries = [...menu.querySelectorAll('button')];
  const at = entries.findIndex(button => button === document.activeElement);
  entries[(at + step + entries.length) % entries.length]?.focus();
}
