import { h } from './dom.js';
import { icon } from './icons.js';
import { has, t } from './strings.js';

/** @import { PlenumError } from '../sdk/error.js' */

/**
 * @param {'microphone' | 'camera'} kind
 * @param {PlenumError} error
 * @returns {string} the sentence that helps
 */
export function problemSentence(kind, error) {
  const key = `device.${error.code}.${kind}`;
  return has(key) ? t(key) : t('device.other', { message: error.message });
}

/**
 * @param {'microphone' | 'camera'} kind
 * @param {PlenumError} error
 */
export function problemNote(kind, error) {
  return h('p', { class: 'problem', role: 'alert', 'data-testid': `${kind}-problem` }, icon('warning'), h('span', {}, problemSentence(kind, error)));
}
