import en from './strings/en.js';

/** @type {Record<string, string | Partial<Record<Intl.LDMLPluralRule, string>>>} */
const strings = en;
const language = 'en';
const plurals = new Intl.PluralRules(language);

/**
 * @param {string} key
 * @param {Record<string, string | number>} [values] to fill in; `n` also chooses the plural
 * @returns {string}
 */
export function t(key, values = {}) {
  const entry = strings[key];
  if (entry === undefined) throw new Error(`There is no string ${key}`);
  const text = typeof entry === 'string' ? entry : (entry[plurals.select(Number(values.n))] ?? entry.other ?? '');
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

/** @param {string} key @returns {boolean} */
export function has(key) {
  return key in strings;
}

/** @param {Date | string} time @returns {string} hours and minutes */
export function clock(time) {
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' }).format(new Date(time));
}

/** @param {string[]} names @returns {string} "Ann, Bob and Max" */
export function list(names) {
  return new Intl.ListFormat(language).format(names);
}
