package dev.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.HeaderExtension;
import dev.plenum.rtp.RtpWriter;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.rtp.rtcp.PictureLoss;
import dev.plenum.rtp.rtcp.RtcpKind;
import dev.plenum.rtp.rtcp.RtcpPacket;
import dev.plenum.rtp.rtcp.RtcpWriter;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.PublishSpec;
import dev.plenum.sfu.control.SourceEncodings;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.sfu.testkit.TestPeer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A browser's camera of three VP8 layers at 25 frames a second, which does what it is told. */
final class SimulcastCamera {

  static final CodecSpec VP8 = new CodecSpec(Codec.VP8, 96, 90_000, 97, "");
  static final long FRAME_NANOS = 40_000_000;
  static final Map<HeaderExtension, Integer> EXTENSIONS =
      Map.of(
          HeaderExtension.MID, 1,
          HeaderExtension.RTP_STREAM_ID, 2,
          HeaderExtension.TRANSPORT_SEQUENCE, 3);

  /** A key frame is so many times as long as another. */
  private static final int KEY_FRAME = 6;

  private static final long DEAF_NANOS = 320_000_000;

  /** 5 s. */
  private static final int TRIAL_FRAMES = 125;

  private static final int PAYLOAD_BYTES = 1_000;
  private static final List<String> RIDS = List.of("q", "h", "f");
  private static final int[] HEIGHTS = {180, 360, 720};

  private final TestPeer peer;
  private final int csrc;
  private final long frameNanos;
  private final String mid;
  private final long[] sequences = new long[3];
  private final boolean[] keyFrames = {true, true, true};
  private final boolean[] active = {true, true, true};
  private final boolean[] sending = {false, false, false};
  private final long[] mostBps = {0, 0, 0};
  private final long[] bps = {150_000, 500_000, 1_500_000};
  private final byte[] bytes = new byte[1_500];
  private final byte[] payload = new byte[PAYLOAD_BYTES];
  private long uplinkBps = Long.MAX_VALUE;
  private int frames;
  private int askedFrame = Integer.MIN_VALUE / 2;

  SimulcastCamera(TestPeer peer, String mid, int csrc) {
    this(peer, mid, csrc, FRAME_NANOS);
  }

  SimulcastCamera(TestPeer peer, String mid, int csrc, long frameNanos) {
    this.frameNanos = frameNanos;
    this.peer = peer;
    this.mid = mid;
    this.csrc = csrc;
    peer.onRtcp(this::listen);
  }

  PublishSpec spec() {
    return new PublishSpec(mid, csrc, SourceKind.CAMERA, false, List.of(VP8), RIDS, List.of());
  }

  /** Does what the server wants. */
  void follow(SourceEncodings told) {
    for (SourceEncodings.Encoding encoding : told.encodings()) {
      int layer = RIDS.indexOf(encoding.rid());
      keyFrames[layer] |= encoding.active() && !active[layer];
      active[layer] = encoding.active();
      mostBps[layer] = encoding.maxBps();
    }
  }

  /** The network carries no more from now on. */
  void uplink(long bps) {
    uplinkBps = bps;
  }

  boolean isActive(String rid) {
    return active[RIDS.indexOf(rid)];
  }

  /** Begins or ceases to send a layer by itself. */
  void turn(String rid, boolean on) {
    active[RIDS.indexOf(rid)] = on;
    keyFrames[RIDS.indexOf(rid)] |= on;
  }

  /** The picture needs so many bits from now on. */
  void rate(String rid, long layerBps) {
    bps[RIDS.indexOf(rid)] = layerBps;
  }

  /**
   * Sends a frame of each active layer. The largest that the network hardly carries is tried again
   * and again and goes when it has filled the network, as libwebrtc does.
   */
  void sendFrame() {
    frames++;
    long leftBps = uplinkBps;
    for (int layer = 0; layer < 3; layer++) {
      long layerBps = mostBps[layer] == 0 ? bps[layer] : Math.min(bps[layer], mostBps[layer]);
      boolean fits = layerBps <= leftBps;
      boolean tried = leftBps > layerBps / 3 && frames % TRIAL_FRAMES < TRIAL_FRAMES / 2;
      boolean sent = active[layer] && (fits || tried);
      keyFrames[layer] |= sent && !sending[layer];
      sending[layer] = sent;
      if (sent) {
        sendFrame(layer, Math.min(layerBps, leftBps));
        leftBps = Math.max(0, leftBps - layerBps);
      }
    }
  }

  private void sendFrame(int layer, long layerBps) {
    // While the packets go out, another may be asked for.
    boolean key = keyFrames[layer];
    keyFrames[layer] = false;
    long wholeBytes = Math.max(40, layerBps * frameNanos / 8_000_000_000L) * (key ? KEY_FRAME : 1);
    for (long left = wholeBytes; left > 0; left -= PAYLOAD_BYTES) {
      begin(left == wholeBytes, key, HEIGHTS[layer]);
      send(layer, (int) Math.max(40, Math.min(left, PAYLOAD_BYTES)), left <= PAYLOAD_BYTES);
    }
  }

  /** Tells of each layer which timestamp this moment has. */
  void sendReports(long ntpTimestamp) {
    for (int layer = 0; layer < 3; layer++) {
      RtcpWriter writer = new RtcpWriter().begin(bytes, 0);
      writer.senderReport(csrc * 16 + layer, ntpTimestamp, timestamp(), 0, 0);
      peer.sendRtcp(bytes, writer.end());
    }
  }

  private int timestamp() {
    return (int) (frames * (frameNanos * 9 / 100_000));
  }

  /** RFC 7741 sections 4.2 and 4.3, RFC 6386 section 9.1. */
  private void begin(boolean first, boolean key, int height) {
    int width = height * 16 / 9;
    payload[0] = (byte) (first ? 0x10 : 0);
    payload[1] = (byte) (key ? 0 : 1);
    payload[4] = (byte) 0x9d;
    payload[5] = 1;
    payload[6] = 0x2a;
    payload[7] = (byte) width;
    payload[8] = (byte) (width >> 8);
    payload[9] = (byte) height;
    payload[10] = (byte) (height >> 8);
  }

  private void send(int layer, int payloadBytes, boolean last) {
    long sequence = sequences[layer]++;
    RtpWriter writer =
        new RtpWriter()
            .begin(bytes, 0)
            .marker(last)
            .payloadType(VP8.payloadType())
            .sequenceNumber((int) sequence & 0xffff)
            .timestamp(timestamp())
            .ssrc(csrc * 16 + layer)
            .extension(1, mid.getBytes(StandardCharsets.US_ASCII), 0, mid.length())
            .extension(2, RIDS.get(layer).getBytes(StandardCharsets.US_ASCII), 0, 1);
    int headerBytes = writer.headerBytes();
    peer.sendRtp(bytes, writer.payload(payload, 0, payloadBytes).end(), headerBytes, sequence);
  }

  /** Not of a request so soon after another, as libwebrtc. */
  private boolean takesNotice() {
    boolean takes = frames - askedFrame >= DEAF_NANOS / frameNanos;
    askedFrame = takes ? frames : askedFrame;
    return takes;
  }

  private void listen(byte[] packet, int length) {
    RtcpPacket rtcp = new RtcpPacket();
    assertThat(rtcp.wrap(packet, 0, length)).isTrue();
    PictureLoss loss = new PictureLoss();
    while (rtcp.next()) {
      if (rtcp.kind() == RtcpKind.PICTURE_LOSS && loss.wrap(rtcp) && takesNotice()) {
        IntStream.range(0, 3)
            .filter(layer -> csrc * 16 + layer == loss.mediaSsrc())
            .forEach(layer -> keyFrames[layer] = true);
      }
    }
  }
}
