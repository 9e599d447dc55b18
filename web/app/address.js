import { roomIn } from './room-name.js';

/**
 * What the page's address asks for.
 *
 * @typedef {object} Address
 * @property {string} room empty on the home page
 * @property {string} [token]
 * @property {string} [name] fills the name in
 * @property {string} [codec] preferred video codec
 * @property {boolean} join goes in without the pre-join page
 * @property {boolean} microphone
 * @property {boolean} camera
 * @property {string} fixture a state to draw without a server
 */

/**
 * @param {URL} url
 * @returns {Address}
 */
export function readAddress(url) {
  const query = url.searchParams;
  const hash = new URLSearchParams(url.hash.slice(1));
  return {
    room: roomIn(url.href),
    token: hash.get('token') ?? query.get('token') ?? undefined,
    name: query.get('name') ?? undefined,
    codec: query.get('codec') ?? undefined,
    join: query.has('join'),
    microphone: query.get('microphone') !== '0',
    camera: query.get('camera') !== '0',
    fixture: query.get('fixture') ?? '',
  };
}

/**
 * The link that is given to others: without anybody's token.
 *
 * @param {string} room
 * @returns {string}
 */
export function inviteLink(room) {
  return `${location.origin}/r/${encodeURIComponent(room)}`;
}
