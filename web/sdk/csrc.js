/**
 * Whose frame it is that a receiver shows. Around a switch the browser lists the old and the new source; a frame belongs to the
 * source that was last heard at the frame's own timestamp or next after it.
 *
 * @param {{source: number, timestamp: number, rtpTimestamp?: number}[]} sources what `getContributingSources()` gives
 * @param {number} [rtpTimestamp] of the presented frame, where the browser tells
 * @returns {number} the CSRC, 0 when unknown
 */
export function csrcOf(sources, rtpTimestamp) {
  let best = 0;
  let bestRank = Infinity;
  for (const { source, timestamp, rtpTimestamp: heard } of sources) {
    const ahead = rtpTimestamp === undefined || heard === undefined ? -1 : (heard - rtpTimestamp) >>> 0;
    // Sources not heard since the frame come after all that were, the latest of them first.
    const rank = ahead >= 0 && ahead < 0x8000_0000 ? ahead : 2 ** 53 - timestamp;
    if (rank < bestRank) {
      best = source;
      bestRank = rank;
    }
  }
  return best;
}

/**
 * Which slot's picture goes under which source: the one that is in it. A slot that the server is about to switch is shown no
 * more, since the browser may paint the other source's first frame before any script hears of it.
 *
 * @template {{shown: number, planned: number}} S
 * @param {Iterable<S>} slots
 * @returns {Map<number, S>} by CSRC
 */
export function pictures(slots) {
  /** @type {Map<number, S>} */
  const bySource = new Map();
  for (const slot of slots) {
    const meant = slot.planned === slot.shown;
    const unplanned = slot.planned === 0 && !bySource.has(slot.shown);
    if (slot.shown && (meant || unplanned)) bySource.set(slot.shown, slot);
  }
  return bySource;
}
