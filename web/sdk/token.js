import { PlenumError } from './error.js';

/**
 * @param {string | undefined} token
 * @returns {string} the room that the token is for
 * @throws {PlenumError} if it names none
 */
export function roomOf(token) {
  const room = token && claims(token)?.video?.room;
  if (!room) throw new PlenumError('bad-request', 'There is no room to join.', 'Give a room name, or a token that names one.');
  return room;
}

/** @param {string} token @returns {any} what it says, unverified: the server does that */
function claims(token) {
  try {
    const payload = atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(payload, character => character.charCodeAt(0))));
  } catch {
    return null;
  }
}
