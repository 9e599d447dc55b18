/** @import { Kind } from './wire.js' */

/** The simulcast layers of a camera, small to large, for a capture of 1280×720. */
const CAMERA_LAYERS = [
  { rid: 'q', scaleResolutionDownBy: 4, maxBitrate: 150_000 },
  { rid: 'h', scaleResolutionDownBy: 2, maxBitrate: 500_000 },
  { rid: 'f', scaleResolutionDownBy: 1, maxBitrate: 1_700_000 },
];
const SCREEN_BPS = 2_500_000;
const MICROPHONE_BPS = 40_000;
const SCREEN_AUDIO_BPS = 96_000;

/** Codecs whose encoders would make layers inside one stream unless told to make one layer for each. */
const LAYERED = new Set(['VP9', 'AV1']);

/**
 * @param {Kind} kind
 * @param {string} codec the preferred video codec
 * @param {boolean} [largestFirst] Firefox gives up the last layers first when it must, so it wants the small ones last
 * @returns {RTCRtpEncodingParameters[]}
 */
export function encodingsFor(kind, codec, largestFirst = false) {
  const mode = LAYERED.has(codec) ? { scalabilityMode: 'L1T1' } : {};
  switch (kind) {
    case 'microphone':
      return [{ maxBitrate: MICROPHONE_BPS }];
    case 'screenAudio':
      return [{ maxBitrate: SCREEN_AUDIO_BPS }];
    case 'screen':
      return [{ maxBitrate: SCREEN_BPS, ...mode }];
    case 'camera': {
      const layers = CAMERA_LAYERS.map(layer => ({ ...layer, ...mode }));
      return largestFirst ? layers.reverse() : layers;
    }
  }
}

/**
 * What of the browser's video codecs a transceiver offers: one flavour of each codec that the server serves, the preferred one
 * first, and retransmission. Fewer lines make a join with many slots a fifth of the size.
 *
 * @param {RTCRtpCodec[]} capabilities
 * @param {string[]} served codec names as in `GET /v1/config`
 * @param {string} preferred
 * @returns {RTCRtpCodec[]}
 */
export function videoCodecs(capabilities, served, preferred) {
  const chosen = served
    .map(name => capabilities.find(codec => nameOf(codec) === name && isCommonFlavour(codec)))
    .filter(codec => codec !== undefined)
    .sort((a, b) => Number(nameOf(b) === preferred) - Number(nameOf(a) === preferred));
  const rtx = capabilities.find(codec => nameOf(codec) === 'RTX');
  return rtx && chosen.length > 0 ? [...chosen, rtx] : chosen;
}

/** @param {RTCRtpCodec} codec */
function nameOf(codec) {
  return codec.mimeType.split('/')[1].toUpperCase();
}

/** @param {RTCRtpCodec} codec the flavour that every browser of the kind can both encode and decode */
function isCommonFlavour({ mimeType, sdpFmtpLine = '' }) {
  if (/h264/i.test(mimeType)) return /packetization-mode=1/.test(sdpFmtpLine) && /profile-level-id=42e0/i.test(sdpFmtpLine);
  return !/(profile-id|profile)=[1-9]/.test(sdpFmtpLine);
}
