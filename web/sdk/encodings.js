/** @import { EncodingWish } from './wire.js' */

/**
 * Brings one video sender's encodings to what the server asks for: layers that nobody watches are switched off, the others get
 * the bit rate and size that the room has a use for. The latest wish wins, and one change is made at a time, since a browser
 * takes only the parameters that it gave out last. What it refuses is not tried again: the server repeats what is not followed.
 */
export class Encodings {
  /** @type {EncodingWish[]} */
  #wishes = [];
  /** @type {Map<string, RTCRtpEncodingParameters>} how each began, by rid */
  #first = new Map();
  #applying = false;
  #stale = false;

  /** @param {Pick<RTCRtpSender, 'getParameters' | 'setParameters'>} sender */
  constructor(sender) {
    this.sender = sender;
    for (const encoding of sender.getParameters().encodings) this.#first.set(encoding.rid ?? '', { ...encoding });
  }

  /** @param {EncodingWish[]} wishes encodings that are not named stay as they are */
  follow(wishes) {
    this.#wishes = wishes;
    return this.apply();
  }

  /** Applies the wishes again: a negotiation or another track may have brought the first parameters back. */
  async apply() {
    this.#stale = true;
    if (this.#applying) return;
    this.#applying = true;
    while (this.#stale) {
      this.#stale = false;
      const parameters = this.sender.getParameters();
      const changes = parameters.encodings.map(encoding => this.#adapt(encoding));
      if (changes.includes(true)) await this.sender.setParameters(parameters).catch(() => {});
    }
    this.#applying = false;
  }

  /** @param {RTCRtpEncodingParameters} encoding @returns {boolean} whether that changed it */
  #adapt(encoding) {
    const rid = encoding.rid ?? '';
    const wish = this.#wishes.find(candidate => candidate.rid === rid);
    if (!wish) return false;
    const first = this.#first.get(rid);
    /** @type {RTCRtpEncodingParameters} */
    const wanted = { active: wish.active, maxBitrate: wish.maxBitrate ?? first?.maxBitrate };
    if (!hasSpatialLayers(encoding)) wanted.scaleResolutionDownBy = Math.max(1, wish.scale ?? first?.scaleResolutionDownBy ?? 1);
    const changed = Object.entries(wanted).some(([key, value]) => value !== /** @type {any} */ (encoding)[key]);
    Object.assign(encoding, wanted);
    return changed;
  }
}

/** Such an encoder makes the small pictures itself, and leaves the large ones out when the bits do not reach. @param {any} encoding */
function hasSpatialLayers({ scalabilityMode = '' }) {
  return /^[LS][2-9]/.test(scalabilityMode);
}
