/**
 * What the person chose last time, on this browser.
 *
 * @typedef {{name: string, microphone: boolean, camera: boolean, microphoneId: string, cameraId: string, speakerId: string,
 *   theme: '' | 'dark' | 'light', keys: boolean}} Preferences
 */

const KEY = 'plenum.preferences';

/** @type {Preferences} */
const DEFAULTS = {
  name: '',
  microphone: true,
  camera: true,
  microphoneId: '',
  cameraId: '',
  speakerId: '',
  theme: '',
  keys: true,
};

/** @returns {Preferences} */
export function preferences() {
  try {
    return { ...DEFAULTS, ...JSON.parse(localStorage.getItem(KEY) ?? '{}') };
  } catch {
    return { ...DEFAULTS };
  }
}

/** @param {Partial<Preferences>} change */
export function remember(change) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...preferences(), ...change }));
  } catch {
    // A browser that keeps nothing still holds a meeting.
  }
}

/** @param {string} [theme] */
export function applyTheme(theme = preferences().theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
