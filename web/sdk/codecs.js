/** @import { Kind } from './wire.js' */

/**
 * Simulcast layers by the pixels of the capture, small to large. A capture that is too small for so many layers loses its largest
 * ones in Chromium (libwebrtc video/config/simulcast.cc, kSimulcastFormats), so it gets fewer.
 */
const CAMERA_LAYERS = [
  { leastPixels: 960 * 540, layers: [{ rid: 'q', scaleResolutionDownBy: 4 }, { rid: 'h', scaleResolutionDownBy: 2 }, { rid: 'f', scaleResolutionDownBy: 1 }] },
  { leastPixels: 480 * 270, layers: [{ rid: 'h', scaleResolutionDownBy: 2 }, { rid: 'f', scaleResolutionDownBy: 1 }] },
  { leastPixels: 0, layers: [{ rid: 'f', scaleResolutionDownBy: 1 }] },
];
/** 320×180 gets 150 kbps, 640×360 500 kbps, 1280×720 1.7 Mbps, and sizes between in proportion. */
const BASE_PIXELS = 320 * 180;
const BASE_BPS = 150_000;
const BPS_EXPONENT = 0.87;
const SCREEN_BPS = 2_500_000;
const MICROPHONE_BPS = 40_000;
const SCREEN_AUDIO_BPS = 96_000;

/**
 * Frames that can be left out for a narrow network. VP9 has its sizes in one stream as well, which need each other in key frames
 * only; AV1's are apart, since three of its streams took Chromium less time than three layers of one.
 *
 * @type {Record<string, string>}
 */
const FRAME_LAYERS = { VP8: 'L1T3', H264: 'L1T3', AV1: 'L1T2' };
/** Codecs whose encoders would make layers of a screen unless told not to. */
const LAYERED = new Set(['VP9', 'AV1']);

/**
 * @param {Kind} kind
 * @param {string} codec the preferred video codec
 * @param {{width?: number, height?: number}} [capture] a camera's
 * @param {boolean} [firefox] it makes no layers within a stream, and gives up the last encodings first when it must, so it wants
 *   the small ones last
 * @returns {RTCRtpEncodingParameters[]}
 */
export function encodingsFor(kind, codec, { width = 1280, height = 720 } = {}, firefox = false) {
  switch (kind) {
    case 'microphone':
      return [{ maxBitrate: MICROPHONE_BPS }];
    case 'screenAudio':
      return [{ maxBitrate: SCREEN_AUDIO_BPS }];
    case 'screen':
      return [{ maxBitrate: SCREEN_BPS, ...(LAYERED.has(codec) && { scalabilityMode: 'L1T1' }) }];
    case 'camera': {
      const pixels = width * height;
      const layers = CAMERA_LAYERS.find(({ leastPixels }) => pixels >= leastPixels)?.layers ?? [];
      const encodings = layers.map(layer => ({ ...layer, maxBitrate: bitrate(pixels / layer.scaleResolutionDownBy ** 2) }));
      if (firefox) return encodings.reverse();
      if (codec === 'VP9') return [inOneStream(encodings)];
      return encodings.map(encoding => ({ ...encoding, scalabilityMode: FRAME_LAYERS[codec] }));
    }
  }
}

/** @param {RTCRtpEncodingParameters[]} encodings @returns {RTCRtpEncodingParameters} */
function inOneStream(encodings) {
  const maxBitrate = encodings.reduce((sum, encoding) => sum + (encoding.maxBitrate ?? 0), 0);
  const mode = encodings.length > 1 ? `L${encodings.length}T3_KEY` : 'L1T3';
  return /** @type {RTCRtpEncodingParameters} */ ({ maxBitrate, scalabilityMode: mode });
}

/** @param {number} pixels of a frame @returns {number} bits per second */
function bitrate(pixels) {
  return Math.round((BASE_BPS * (pixels / BASE_PIXELS) ** BPS_EXPONENT) / 10_000) * 10_000;
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

/**
 * Asks for the header that tells which frames need which, without a look into them: browsers offer it to nobody who only watches.
 *
 * @param {any} transceiver
 */
export function describeDependencies(transceiver) {
  const extensions = transceiver.getHeaderExtensionsToNegotiate?.();
  const descriptor = extensions?.find((/** @type {{uri: string}} */ { uri }) => uri.includes('#dependency-descriptor'));
  if (!descriptor) return;
  descriptor.direction = 'sendrecv';
  transceiver.setHeaderExtensionsToNegotiate(extensions);
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
