const CONSONANTS = 'bdfgklmnprstvz';
const VOWELS = 'aeiou';
const WORDS = 3;
const SYLLABLES = 2;

/**
 * A name that can be said on the telephone and that nobody guesses: 3 words of 2 syllables, 36 bits.
 *
 * @param {(limit: number) => number} [random] an integer below the limit
 * @returns {string}
 */
export function pronounceableName(random = secureRandom) {
  const syllable = () => CONSONANTS[random(CONSONANTS.length)] + VOWELS[random(VOWELS.length)];
  const word = () => Array.from({ length: SYLLABLES }, syllable).join('');
  return Array.from({ length: WORDS }, word).join('-');
}

/**
 * The room that an address, or what somebody pasted into the join field, is about.
 *
 * @param {string} text a room name, or a link to one
 * @returns {string} empty when there is none
 */
export function roomIn(text) {
  const trimmed = text.trim();
  if (!/^https?:/i.test(trimmed)) return trimmed;
  const url = new URL(trimmed);
  const [, path] = url.pathname.match(/^\/r\/([^/]+)/) ?? [];
  return path ? decodeURIComponent(path) : (url.searchParams.get('room') ?? '');
}

/** @param {number} limit */
function secureRandom(limit) {
  return crypto.getRandomValues(new Uint32Array(1))[0] % limit;
}
