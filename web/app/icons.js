/** Stroked paths on a 24-pixel grid. @type {Record<string, string>} */
const PATHS = {
  mic: 'M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3ZM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3',
  micOff: 'M9 9v3a3 3 0 0 0 4.7 2.5M15 11.6V6a3 3 0 0 0-5.7-1.3M5.5 11.5a6.5 6.5 0 0 0 10.6 5M18.5 11.5a6.6 6.6 0 0 1-.5 2.4M12 18v3M4 3.5l16 17',
  camera: 'M4.5 6.5h9a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2ZM15.5 10.7l5.3-3v8.6l-5.3-3',
  cameraOff: 'M9.5 6.5h4a2 2 0 0 1 2 2v4M15.5 10.7l5.3-3v8.6l-3.2-1.8M15.3 16a2 2 0 0 1-1.8 1.5h-9a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2h1M4 3.5l16 17',
  screen: 'M4 4.5h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-10a1 1 0 0 1 1-1ZM8.5 20h7M12 13.5v-5M9.6 10.6 12 8.2l2.4 2.4',
  screenOff: 'M4 4.5h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-10a1 1 0 0 1 1-1ZM8.5 20h7M9.8 8.2l4.4 4.6M14.2 8.2l-4.4 4.6',
  hand: 'M8.2 12.8V6.2a1.5 1.5 0 0 1 3 0v4.6M11.2 10.8V4.4a1.5 1.5 0 0 1 3 0v6.4M14.2 10.8V5.8a1.5 1.5 0 0 1 3 0v6M17.2 10.2a1.4 1.4 0 0 1 2.8 0v4.2c0 4-2.6 6.6-6.4 6.6-3 0-4.7-1.2-6.1-3.6l-2.8-4.6a1.5 1.5 0 0 1 2.5-1.6l1 1.6',
  chat: 'M4.5 5h15A1.5 1.5 0 0 1 21 6.5v8.5a1.5 1.5 0 0 1-1.5 1.5H11L6.5 20v-3.5h-2A1.5 1.5 0 0 1 3 15V6.5A1.5 1.5 0 0 1 4.5 5ZM8 9.5h8M8 12.5h5',
  people: 'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 19.5c0-3.3 2.9-5 6.5-5s6.5 1.7 6.5 5M16 5a3.2 3.2 0 0 1 0 6.3M18 14.8c2.2.6 3.5 2.2 3.5 4.7',
  leave: 'M3 13.8c5-4.7 13-4.7 18 0l-2 2.4a1 1 0 0 1-1.4.1L15 14.5a1 1 0 0 1-.4-.9l.1-1.7a9.8 9.8 0 0 0-5.4 0l.1 1.7a1 1 0 0 1-.4.9l-2.6 1.8a1 1 0 0 1-1.4-.1L3 13.8Z',
  more: 'M5.5 12h.01M12 12h.01M18.5 12h.01',
  link: 'M10 14a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 0 0-5.7-5.7l-1.2 1.2M14 10a4 4 0 0 0-5.7 0l-3.1 3.1a4 4 0 0 0 5.7 5.7l1.2-1.2',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  close: 'M6 6l12 12M18 6 6 18',
  stats: 'M5 19v-7M10 19V5M15 19v-9M20 19V8',
  settings: 'M4 7h8M17 7h3M4 17h3M12 17h8M14.5 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM9.5 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  search: 'M11 17a6 6 0 1 0 0-12 6 6 0 0 0 0 12ZM20 20l-4.5-4.5',
  send: 'M4.5 12 20 4.5 15.5 20l-3.6-6.3L4.5 12ZM11.9 13.7 20 4.5',
  speaker: 'M4 9.5v5h3.5l4.5 4v-13l-4.5 4H4ZM15.5 9.2a4.2 4.2 0 0 1 0 5.6M18.2 6.6a8 8 0 0 1 0 10.8',
  theme: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM12 4v16M12 8l5-2M12 12h8M12 16l5 2',
  keyboard: 'M3.5 6.5h17a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-17a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1ZM6 10h.01M10 10h.01M14 10h.01M18 10h.01M8 14h8',
  expand: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  chevron: 'M6.5 14.5 12 9l5.5 5.5',
  back: 'M14.5 6 8.5 12l6 6',
  forward: 'M9.5 6l6 6-6 6',
  narrow: 'M5 19.5v-4M10 19.5v-8M15 19.5v-3M15 12V7.5M20 19.5v-.5M20 15V4M4 4.5l16 16',
  warning: 'M12 4.5 3 19.5h18L12 4.5ZM12 10.5v4M12 17v.1',
  plus: 'M12 5.5v13M5.5 12h13',
  minus: 'M5.5 12h13',
  remove: 'M10 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM3.5 19.5c0-3.3 2.9-5 6.5-5 1.7 0 3.2.4 4.4 1.1M16.5 18.5h5',
  ask: 'M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3ZM6 10.5a6 6 0 0 0 6 6v3.5M16 17.5c0-1.5 1-2 1.8-2.3.9-.4 1.2-1 1.2-1.6a1.7 1.7 0 0 0-3.3-.4M16 20.5v.1',
};

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param {string} name
 * @returns {SVGSVGElement} decoration: the control around it has the name
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.dataset.icon = name;
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

/** @returns {HTMLElement} the product's sign and name */
export function brand() {
  const element = document.createElement('span');
  element.className = 'brand';
  const logo = document.createElement('img');
  logo.src = '/logo.svg';
  logo.alt = '';
  element.append(logo, 'Plenum');
  return element;
}
