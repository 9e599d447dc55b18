import { h, show } from './dom.js';
import { icon } from './icons.js';
import { list, t } from './strings.js';

const TOAST_MS = 4_000;
/** Comings and goings are told together. */
const SUMMARY_MS = 10_000;
const MOST_NAMES = 8;

/** Tells the person what happens: a banner while something is the matter, toasts that pass, and live regions for screen readers. */
export class Notices {
  #bannerText = h('span');
  #bannerSign = h('span');
  #bannerButton = h('button', { class: 'button', 'data-testid': 'banner-action' });
  #politely = h('div', { class: 'visually-hidden', role: 'status' });
  #toasts = h('div', { class: 'toasts' });
  /** @type {{joined: string[], left: string[]}} */
  #news = { joined: [], left: [] };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #newsTimer;

  constructor() {
    this.banner = h('div', { class: 'banner', role: 'alert', hidden: true, 'data-testid': 'banner' }, this.#bannerSign, this.#bannerText, this.#bannerButton);
    this.elements = [this.banner, this.#toasts, this.#politely];
  }

  /**
   * @param {string} text empty takes the banner away
   * @param {{busy?: boolean, action?: string, act?: () => void}} [options]
   */
  setBanner(text, { busy = false, action, act } = {}) {
    show(this.banner, text !== '');
    if (this.#bannerText.textContent !== text) this.#bannerText.textContent = text;
    this.#bannerSign.replaceWith((this.#bannerSign = busy ? h('span', { class: 'spinner' }) : h('span', {}, icon('warning'))));
    this.#bannerButton.textContent = action ?? '';
    this.#bannerButton.onclick = act ?? null;
    show(this.#bannerButton, action !== undefined);
  }

  /** @param {string} text */
  toast(text) {
    const toast = h('div', { class: 'toast', role: 'status', 'data-testid': 'toast' }, text);
    this.#toasts.append(toast);
    setTimeout(() => toast.remove(), TOAST_MS);
  }

  /** @param {string[]} joined names @param {string[]} left */
  peopleChanged(joined, left) {
    this.#news.joined.push(...joined);
    this.#news.left.push(...left);
    this.#newsTimer ??= setTimeout(() => {
      this.#newsTimer = undefined;
      this.#politely.textContent = [summary('joined', this.#news.joined), summary('left', this.#news.left)].filter(Boolean).join('. ');
      this.#news = { joined: [], left: [] };
    }, SUMMARY_MS);
  }

  close() {
    clearTimeout(this.#newsTimer);
  }
}

/** @param {'joined' | 'left'} what @param {string[]} names */
function summary(what, names) {
  if (names.length === 0) return '';
  const n = names.length;
  return n > MOST_NAMES ? t(`people.${what}Many`, { n }) : t(`people.${what}`, { n, names: list(names) });
}
