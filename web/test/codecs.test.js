import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeDependencies, encodingsFor, videoCodecs } from '../sdk/codecs.js';

const CHROMIUM = [
  { mimeType: 'video/VP8' },
  { mimeType: 'video/rtx' },
  { mimeType: 'video/VP9', sdpFmtpLine: 'profile-id=0' },
  { mimeType: 'video/VP9', sdpFmtpLine: 'profile-id=2' },
  { mimeType: 'video/H264', sdpFmtpLine: 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f' },
  { mimeType: 'video/H264', sdpFmtpLine: 'level-asymmetry-allowed=1;packetization-mode=0;profile-level-id=42e01f' },
  { mimeType: 'video/H264', sdpFmtpLine: 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f' },
  { mimeType: 'video/AV1', sdpFmtpLine: 'level-idx=5;profile=0;tier=0' },
  { mimeType: 'video/red' },
  { mimeType: 'video/ulpfec' },
];
const names = codecs => codecs.map(({ mimeType }) => mimeType.slice(6));

test('should offer one flavour of each served codec, the preferred first, and retransmission', () => {
  const chosen = videoCodecs(CHROMIUM, ['VP8', 'H264', 'VP9', 'AV1'], 'VP9');
  assert.deepEqual(names(chosen), ['VP9', 'VP8', 'H264', 'AV1', 'rtx']);
  assert.match(chosen[2].sdpFmtpLine ?? '', /packetization-mode=1;profile-level-id=42e01f/);
  assert.equal(chosen[0].sdpFmtpLine, 'profile-id=0');
});

test('should leave the choice to the browser where nothing is served', () => {
  assert.deepEqual(videoCodecs(CHROMIUM, [], 'VP8'), []);
});

test('should publish a camera in three layers, small to large', () => {
  assert.deepEqual(encodingsFor('camera', 'VP8').map(({ rid, scaleResolutionDownBy }) => [rid, scaleResolutionDownBy]), [
    ['q', 4],
    ['h', 2],
    ['f', 1],
  ]);
  assert.deepEqual(encodingsFor('camera', 'VP8', {}, true).map(({ rid }) => rid), ['f', 'h', 'q']);
});

test('should publish a small camera in the layers that browsers keep of it', () => {
  const rids = capture => encodingsFor('camera', 'VP8', capture).map(({ rid, scaleResolutionDownBy }) => `${rid}/${scaleResolutionDownBy}`);
  assert.deepEqual(rids({ width: 640, height: 480 }), ['h/2', 'f/1']);
  assert.deepEqual(rids({ width: 320, height: 180 }), ['f/1']);
  assert.deepEqual(rids({ width: 540, height: 960 }), ['q/4', 'h/2', 'f/1']);
});

test('should give each layer bits by its pixels', () => {
  assert.deepEqual(encodingsFor('camera', 'VP8').map(({ maxBitrate }) => maxBitrate), [150_000, 500_000, 1_670_000]);
});

test('should make frames that can be left out', () => {
  const modes = codec => encodingsFor('camera', codec).map(encoding => /** @type {any} */ (encoding).scalabilityMode);
  assert.deepEqual(modes('VP8'), ['L1T3', 'L1T3', 'L1T3']);
  assert.deepEqual(modes('H264'), ['L1T3', 'L1T3', 'L1T3']);
  assert.deepEqual(modes('AV1'), ['L1T2', 'L1T2', 'L1T2']);
});

test('should send the sizes of a VP9 camera in one stream', () => {
  assert.deepEqual(encodingsFor('camera', 'VP9'), [{ maxBitrate: 2_320_000, scalabilityMode: 'L3T3_KEY' }]);
  assert.deepEqual(encodingsFor('camera', 'VP9', { width: 640, height: 480 })[0].scalabilityMode, 'L2T3_KEY');
  assert.deepEqual(encodingsFor('camera', 'VP9', { width: 320, height: 180 })[0].scalabilityMode, 'L1T3');
  assert.deepEqual(encodingsFor('camera', 'VP9', {}, true).map(({ rid }) => rid), ['f', 'h', 'q']);
});

test('should send a screen in one layer', () => {
  assert.deepEqual(encodingsFor('screen', 'AV1'), [{ maxBitrate: 2_500_000, scalabilityMode: 'L1T1' }]);
  assert.deepEqual(encodingsFor('screen', 'VP8'), [{ maxBitrate: 2_500_000 }]);
});

test('should ask for the dependency descriptor where the browser lets it', () => {
  const uri = 'https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension';
  const transceiver = {
    extensions: [{ uri: 'urn:3gpp:video-orientation', direction: 'sendrecv' }, { uri, direction: 'stopped' }],
    getHeaderExtensionsToNegotiate: () => structuredClone(transceiver.extensions),
    setHeaderExtensionsToNegotiate: extensions => (transceiver.extensions = extensions),
  };
  describeDependencies(transceiver);
  assert.deepEqual(transceiver.extensions.map(({ direction }) => direction), ['sendrecv', 'sendrecv']);
  describeDependencies({});
});
