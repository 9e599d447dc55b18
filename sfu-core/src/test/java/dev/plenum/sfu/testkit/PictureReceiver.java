package dev.plenum.sfu.testkit;

import dev.plenum.rtp.BigEndian;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.SequenceUnwrapper;
import dev.plenum.rtp.rtcp.RtcpWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What a browser makes of one stream of VP8 pictures: it asks again for what is missing, and shows
 * a picture when all of it is there and, but for key frames, the one before it was shown.
 */
public final class PictureReceiver {

  private static final int SSRC = 9;
  private static final int MOST_TRIES = 10;
  private static final long USUAL_ROUND_TRIP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How long it waits for a picture before it asks for one that needs no other. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

  private static final long FIRST_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** A packet of a picture, or what is known of a missing one. */
  private record Part(int timestamp, boolean first, boolean key, boolean last) {}

  private static final class Missing {
    private int tries;
    private long nextNanos;
  }

  private final TestPeer peer;
  private final int ssrc;
  private final int rtxSsrc;
  private final RtpPacket packet = new RtpPacket();
  private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
  private final TreeMap<Long, Part> parts = new TreeMap<>();
  private final TreeMap<Long, Missing> missing = new TreeMap<>();
  private final List<Long> shownNanos = new ArrayList<>();
  private final byte[] report = new byte[1_500];
  private final RtcpWriter writer = new RtcpWriter();
  private long highest = -1;
  private long shownTo = -1;
  private long retryNanos = USUAL_ROUND_TRIP_NANOS;
  private long waitingSinceNanos;
  private long reportedNanos;
  private int senderReport;
  private long senderReportNanos;

  public PictureReceiver(TestPeer peer, int ssrc, int rtxSsrc) {
    this.peer = peer;
    this.ssrc = ssrc;
    this.rtxSsrc = rtxSsrc;
  }

  /** From now on it asks again for what is missing after so long. */
  public PictureReceiver retry(long nanos) {
    retryNanos = nanos;
    return this;
  }

  /** A sender report arrives. */
  public void onReport(byte[] datagram, long arrivalNanos) {
    if (BigEndian.uint8(datagram, 1) == 200 && BigEndian.int32(datagram, 4) == ssrc) {
      senderReport = BigEndian.int32(datagram, 10);
      senderReportNanos = arrivalNanos;
    }
  }

  /** Reports if it is time to, and asks for a key frame if no picture comes. */
  public void complain(long nowNanos) {
    if (highest < 0) {
      waitingSinceNanos = nowNanos;
      return;
    }
    long patience = shownNanos.isEmpty() ? FIRST_PATIENCE_NANOS : PATIENCE_NANOS;
    if (nowNanos - waitingSinceNanos >= patience) {
      waitingSinceNanos = nowNanos;
      peer.sendRtcp(report, writer.begin(report, 0).receiverReport(SSRC).pli(SSRC, ssrc).end());
    }
    if (nowNanos - reportedNanos >= REPORT_NANOS) {
      reportedNanos = nowNanos;
      long held = ((nowNanos - senderReportNanos) << 16) / 1_000_000_000;
      writer.begin(report, 0).receiverReport(SSRC);
      writer.reportBlock(ssrc, 0, 0, highest, 0, senderReport, senderReport == 0 ? 0 : held);
      peer.sendRtcp(report, writer.end());
    }
  }

  /** A packet in the clear arrives, or will have by then. */
  public void onArrival(byte[] datagram, int length, long arrivalNanos) {
    if (!packet.wrap(datagram, 0, length) || packet.payloadBytes() < 4) {
      return;
    }
    int at = packet.payloadOffset();
    if (packet.ssrc() == ssrc) {
      long sequence = unwrapper.unwrap(packet.sequenceNumber());
      for (long lost = highest + 1; highest >= 0 && lost < sequence; lost++) {
        missing.computeIfAbsent(lost, _ -> new Missing()).nextNanos = arrivalNanos;
      }
      highest = Math.max(highest, sequence);
      add(sequence, datagram, at);
    } else if (packet.ssrc() == rtxSsrc) {
      add(highest + (short) (BigEndian.uint16(datagram, at) - (int) highest), datagram, at + 2);
    }
    show(arrivalNanos);
  }

  private void add(long sequence, byte[] bytes, int at) {
    missing.remove(sequence);
    if (sequence > shownTo) {
      boolean first = (bytes[at] & 0x10) != 0;
      boolean key = first && (bytes[at + 1] & 1) == 0;
      parts.put(sequence, new Part(packet.timestamp(), first, key, packet.marker()));
    }
  }

  private void show(long nowNanos) {
    for (long last = nextWhole(); last >= 0; last = nextWhole()) {
      shownTo = last;
      parts.headMap(last, true).clear();
      missing.headMap(last, true).clear();
      shownNanos.add(nowNanos);
      waitingSinceNanos = nowNanos;
    }
  }

  /** The end of the oldest picture that can be shown, or -1. */
  private long nextWhole() {
    for (var part : parts.entrySet()) {
      boolean shows = part.getValue().key() || part.getKey() == shownTo + 1;
      if (part.getValue().first() && shows) {
        long last = endOf(part.getKey());
        if (last >= 0) {
          return last;
        }
      }
    }
    return -1;
  }

  private long endOf(long first) {
    for (long sequence = first; ; sequence++) {
      Part part = parts.get(sequence);
      if (part == null) {
        return -1;
      }
      if (part.last()) {
        return sequence;
      }
    }
  }

  /** Asks again for what is missing by now. */
  public void ask(long nowNanos) {
    missing.values().removeIf(lost -> lost.tries >= MOST_TRIES);
    int[] numbers = new int[missing.size()];
    int count = 0;
    for (var entry : missing.entrySet()) {
      Missing lost = entry.getValue();
      if (nowNanos - lost.nextNanos >= 0) {
        lost.tries++;
        lost.nextNanos = nowNanos + retryNanos;
        numbers[count++] = (int) (entry.getKey() & 0xffff);
      }
    }
    if (count > 0) {
      peer.sendRtcp(report, writer.begin(report, 0).nack(SSRC, ssrc, numbers, 0, count).end());
    }
  }

  /** How long it was at most from one picture to the next since a time. */
  public long longestPauseNanos(long sinceNanos) {
    long longest = 0;
    for (int i = 1; i < shownNanos.size(); i++) {
      if (shownNanos.get(i) - sinceNanos > 0) {
        longest = Math.max(longest, shownNanos.get(i) - shownNanos.get(i - 1));
      }
    }
    return longest;
  }

  /** The share of the time in which a picture stood still for longer than that. */
  public double standsStill(long pauseNanos, long fromNanos, long toNanos) {
    long still = 0;
    long since = fromNanos;
    for (long shown : shownNanos) {
      if (shown - fromNanos > 0 && shown - toNanos <= 0) {
        still += shown - since > pauseNanos ? shown - since : 0;
        since = shown;
      }
    }
    still += toNanos - since > pauseNanos ? toNanos - since : 0;
    return (double) still / (toNanos - fromNanos);
  }
}
