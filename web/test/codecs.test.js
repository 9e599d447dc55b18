import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodingsFor, videoCodecs } from '../sdk/codecs.js';

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

test('should ask layered codecs for one layer in each encoding', () => {
  for (const encoding of encodingsFor('camera', 'AV1')) assert.equal(/** @type {any} */ (encoding).scalabilityMode, 'L1T1');
  assert.ok(!('scalabilityMode' in encodingsFor('camera', 'H264')[0]));
});
