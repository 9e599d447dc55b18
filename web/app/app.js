import { joinRoom, preview } from '../sdk/plenum.js';
import { inviteLink, readAddress } from './address.js';
import { closing } from './closing.js';
import { home } from './home.js';
import { Meeting } from './meeting.js';
import { applyTheme, preferences } from './preferences.js';
import { Prejoin } from './prejoin.js';

/** @import { Room } from '../sdk/room.js' */

const page = /** @type {HTMLElement} */ (document.getElementById('page'));
const address = readAddress(new URL(location.href));
const SEAT = `plenum.seated:${address.room}`;

applyTheme();
if (address.fixture) {
  const { drawFixture } = await import('./fixtures.js');
  drawFixture(address.fixture, { page, address, openMeeting, openClosing });
} else if (!address.room) {
  page.replaceChildren(home());
} else if (address.join || seatedBeforeReload()) {
  await enterAtOnce();
} else {
  openPrejoin();
}

function openPrejoin() {
  const devices = preview();
  const prejoin = new Prejoin({
    room: address.room,
    name: address.name,
    devices,
    join: async name => {
      await join(name, devices);
      prejoin.close();
    },
    refused: reason => {
      prejoin.close();
      devices.stop();
      openClosing(reason);
    },
  });
  page.replaceChildren(prejoin.element);
  prejoin.start();
}

/** Without the pre-join page: asked for by the address, or a reload in the middle of a meeting. */
async function enterAtOnce() {
  const devices = preview();
  const before = preferences();
  devices.microphone.deviceId = before.microphoneId;
  devices.camera.deviceId = before.cameraId;
  await devices.open({ microphone: address.microphone && before.microphone, camera: address.camera && before.camera });
  try {
    await join(address.name ?? before.name, devices);
  } catch (error) {
    devices.stop();
    openClosing(/** @type {any} */ (error).code ?? 'internal');
  }
}

/**
 * @param {string} name
 * @param {ReturnType<typeof preview>} devices
 */
async function join(name, devices) {
  const room = await joinRoom(location.origin, {
    room: address.room,
    token: address.token,
    name,
    codec: address.codec,
    microphone: devices.microphone,
    camera: devices.camera,
  });
  sessionStorage.setItem(SEAT, '1');
  room.on('closed', reason => {
    sessionStorage.removeItem(SEAT);
    openClosing(reason);
  });
  openMeeting(room);
}

/** @param {Room} room */
function openMeeting(room) {
  Object.assign(window, { plenumRoom: room });
  document.title = `${room.info.name} · Plenum`;
  const meeting = new Meeting(room, { link: inviteLink(room.info.name) });
  page.replaceChildren(meeting.element);
  room.on('closed', () => meeting.close());
  return meeting;
}

/** @param {string} reason */
function openClosing(reason) {
  document.title = 'Plenum';
  page.replaceChildren(closing(reason, openPrejoin));
}

function seatedBeforeReload() {
  const [navigation] = performance.getEntriesByType('navigation');
  const reload = navigation instanceof PerformanceNavigationTiming && navigation.type === 'reload';
  return reload && sessionStorage.getItem(SEAT) !== null;
}
