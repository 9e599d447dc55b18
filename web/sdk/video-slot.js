import { csrcOf } from './csrc.js';

/** How often to look where the browser does not tell of frames: Firefox before 132. */
const POLL_MS = 60;

/**
 * One receiving video m-line: a `<video>` that wanders to the tile of whoever is in its picture. The server switches sources
 * onto the slot; each frame's CSRC says whose it is.
 */
export class VideoSlot {
  /** CSRC in the picture, 0 before the first frame. */
  shown = 0;
  /** CSRC that the server means to show. */
  planned = 0;
  /** @type {import('./wire.js').PauseReason | undefined} */
  paused;

  /**
   * @param {RTCRtpTransceiver} transceiver
   * @param {() => void} changed called when another source's frame is in the picture, before the browser paints
   */
  constructor(transceiver, changed) {
    this.transceiver = transceiver;
    this.changed = changed;
    this.video = document.createElement('video');
    this.video.muted = true;
    this.video.autoplay = true;
    this.video.playsInline = true;
    this.video.srcObject = new MediaStream([transceiver.receiver.track]);
    park(this.video);
    this.#watch();
  }

  get mid() {
    return this.transceiver.mid;
  }

  close() {
    this.video.srcObject = null;
    this.video.remove();
  }

  #watch() {
    /** @param {number | undefined} rtpTimestamp */
    const look = rtpTimestamp => {
      const csrc = csrcOf(this.transceiver.receiver.getContributingSources(), rtpTimestamp);
      if (csrc && csrc !== this.shown) {
        this.shown = csrc;
        this.changed();
      }
      if (this.video.srcObject) this.#watch();
    };
    if ('requestVideoFrameCallback' in this.video) this.video.requestVideoFrameCallback((_, frame) => look(frame.rtpTimestamp));
    else setTimeout(look, POLL_MS);
  }
}

/** @type {HTMLElement | undefined} */
let carPark;

/**
 * Keeps a video in the document without showing it: only there do browsers go on presenting its frames.
 *
 * @param {HTMLVideoElement} video
 */
export function park(video) {
  if (!carPark) {
    carPark = document.createElement('div');
    carPark.setAttribute('aria-hidden', 'true');
    carPark.style.cssText = 'position:fixed;inset:0 auto auto 0;width:1px;height:1px;overflow:hidden;opacity:0.01;pointer-events:none';
    document.body.append(carPark);
  }
  if (video.parentNode !== carPark) carPark.append(video);
}
