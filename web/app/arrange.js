/** @typedef {{x: number, y: number, w: number, h: number}} Rect in CSS pixels */

export const GAP = 8;
const RATIO = 16 / 9;
const SMALLEST = { w: 160, h: 90 };
const MOST_TILES = 25;
const MOST_ON_PHONES = 6;

/**
 * The largest 16:9 tiles that fit, in full rows with the last one centred.
 *
 * @param {number} count
 * @param {number} width
 * @param {number} height
 * @returns {Rect[]}
 */
export function grid(count, width, height) {
  if (count === 0 || width <= 0 || height <= 0) return [];
  const { columns, rows, w, h } = largest(count, width, height);
  const top = (height - rows * h - (rows - 1) * GAP) / 2;
  return Array.from({ length: count }, (_, i) => {
    const row = Math.floor(i / columns);
    const inRow = row === rows - 1 ? count - row * columns : columns;
    const left = (width - inRow * w - (inRow - 1) * GAP) / 2;
    return { x: Math.round(left + (i % columns) * (w + GAP)), y: Math.round(top + row * (h + GAP)), w, h };
  });
}

/**
 * A shared screen as large as possible, and a strip of people beside or below it, whichever leaves the screen more.
 *
 * @param {number} people
 * @param {number} width
 * @param {number} height
 * @returns {{stage: Rect, strip: Rect[]}}
 */
export function stage(people, width, height) {
  const beside = width > height * 1.25;
  const tileW = Math.round(beside ? clamp(width * 0.18, SMALLEST.w, 280) : clamp(width * 0.3, 104, 240));
  const tileH = Math.round(tileW / RATIO);
  const seats = stripSeats(width, height);
  const shown = Math.min(people, seats);
  if (shown === 0) return { stage: { x: 0, y: 0, w: width, h: height }, strip: [] };
  const length = shown * (beside ? tileH : tileW) + (shown - 1) * GAP;
  const start = Math.round(((beside ? height : width) - length) / 2);
  const strip = Array.from({ length: shown }, (_, i) =>
    beside
      ? { x: width - tileW, y: start + i * (tileH + GAP), w: tileW, h: tileH }
      : { x: start + i * (tileW + GAP), y: height - tileH, w: tileW, h: tileH },
  );
  const rest = beside ? { w: width - tileW - GAP, h: height } : { w: width, h: height - tileH - GAP };
  return { stage: { x: 0, y: 0, ...rest }, strip };
}

/**
 * How many people a page shows.
 *
 * @param {number} width
 * @param {number} height
 * @param {boolean} staged whether a screen takes the stage
 * @param {boolean} phone
 * @returns {number}
 */
export function seats(width, height, staged, phone) {
  if (staged) return stripSeats(width, height);
  const fitting = Math.floor((width + GAP) / (SMALLEST.w + GAP)) * Math.floor((height + GAP) / (SMALLEST.h + GAP));
  return clamp(fitting, 1, phone ? MOST_ON_PHONES : MOST_TILES);
}

/** @param {number} width @param {number} height */
function stripSeats(width, height) {
  const beside = width > height * 1.25;
  const tileW = beside ? clamp(width * 0.18, SMALLEST.w, 280) : clamp(width * 0.3, 104, 240);
  const room = beside ? (height + GAP) / (tileW / RATIO + GAP) : (width + GAP) / (tileW + GAP);
  return Math.max(1, Math.floor(room));
}

/** @param {number} count @param {number} width @param {number} height */
function largest(count, width, height) {
  let best = { columns: 1, rows: count, w: 0, h: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const w = Math.floor(Math.min((width - (columns - 1) * GAP) / columns, ((height - (rows - 1) * GAP) / rows) * RATIO));
    if (w > best.w) best = { columns, rows, w, h: Math.floor(w / RATIO) };
  }
  return best;
}

/** @param {number} value @param {number} least @param {number} most */
function clamp(value, least, most) {
  return Math.min(most, Math.max(least, value));
}
