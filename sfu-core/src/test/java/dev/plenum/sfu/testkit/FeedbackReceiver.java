package dev.plenum.sfu.testkit;

import dev.plenum.rtp.BigEndian;
import dev.plenum.rtp.rtcp.RtcpWriter;
import java.util.Arrays;
import java.util.Random;

/**
 * The receiving half of a {@link TestPeer} of the clear engine behind a link of its own: notes when
 * each packet came by its transport-wide number, and tells the server. Allocates nothing per
 * packet.
 */
public final class FeedbackReceiver {

  /** Takes what the link carries, in the clear, and when it has arrived. */
  @FunctionalInterface
  public interface ArrivalSink {
    void accept(byte[] datagram, int length, long arrivalNanos);
  }

  private static final int NUMBERS = 4_096;
  private static final int MOST_PER_FEEDBACK = 200;
  private static final int IP_UDP_BYTES = 28;
  private static final int TAG_BYTES = 16;
  private static final int FIRST_RTCP_TYPE = 192;
  private static final int LAST_RTCP_TYPE = 223;

  /** Behind fixed header, one CSRC, the head of the extensions and of the first of them. */
  private static final int TRANSPORT_SEQUENCE_OFFSET = 21;

  private static final int SSRC = 9;

  private final TestPeer peer;
  private final TestLoop loop;
  private final byte[] report = new byte[1_500];
  private final RtcpWriter writer = new RtcpWriter();
  private final long[] arrivals = new long[NUMBERS];
  private TestPeer.PacketSink onSent = (datagram, length) -> {};
  private ArrivalSink onArrival = (datagram, length, arrivalNanos) -> {};
  private ArrivalSink onReport = (datagram, length, arrivalNanos) -> {};
  private int next;
  private int end;
  private int feedbacks;
  private long linkBps = Long.MAX_VALUE;
  private long freeNanos;
  private long queueNanos;
  private Random chance = new Random(1);
  private double lossShare;
  private long lost;
  private long roundTripNanos;

  public FeedbackReceiver(TestPeer peer, TestLoop loop) {
    this.peer = peer;
    this.loop = loop;
    this.freeNanos = loop.nowNanos();
    Arrays.fill(arrivals, RtcpWriter.NOT_RECEIVED);
    peer.onDatagram(this::receive);
  }

  /** Takes what the server sends, in the clear, before the link loses some. */
  public void onSent(TestPeer.PacketSink sink) {
    onSent = sink;
  }

  /** Takes what arrives, before the time at which it does. */
  public void onArrival(ArrivalSink sink) {
    onArrival = sink;
  }

  /** Takes the server's reports that arrive, before the time at which they do. */
  public void onReport(ArrivalSink sink) {
    onReport = sink;
  }

  /** From now on the link carries this, and drops what would wait longer than that. */
  public void link(long bps, long longestQueueNanos) {
    linkBps = bps;
    queueNanos = longestQueueNanos;
  }

  /** From now on the link loses this share of the packets, each by its own chance. */
  public void lose(double share, long seed) {
    lossShare = share;
    chance = new Random(seed);
  }

  /** From now on a packet and its answer take this long together. */
  public void roundTrip(long nanos) {
    roundTripNanos = nanos;
  }

  /** Packets that the link dropped. */
  public long lost() {
    return lost;
  }

  private void receive(byte[] datagram, int length) {
    int type = datagram[1] & 0xff;
    if (type >= FIRST_RTCP_TYPE && type <= LAST_RTCP_TYPE) {
      report(datagram, length);
      return;
    }
    onSent.accept(datagram, length - TAG_BYTES);
    int number = BigEndian.uint16(datagram, TRANSPORT_SEQUENCE_OFFSET);
    end = number + 1;
    long arrivalNanos = carry(length + IP_UDP_BYTES);
    arrivals[number % NUMBERS] = arrivalNanos;
    if (arrivalNanos != RtcpWriter.NOT_RECEIVED) {
      onArrival.accept(datagram, length - TAG_BYTES, arrivalNanos);
    }
  }

  private void report(byte[] datagram, int length) {
    long arrivalNanos = carry(length + IP_UDP_BYTES);
    if (arrivalNanos != RtcpWriter.NOT_RECEIVED) {
      onReport.accept(datagram, length, arrivalNanos);
    }
  }

  private long carry(int bytes) {
    if (lossShare > 0 && chance.nextDouble() < lossShare) {
      lost++;
      return RtcpWriter.NOT_RECEIVED;
    }
    if (linkBps == Long.MAX_VALUE) {
      return loop.nowNanos() + roundTripNanos;
    }
    long fromNanos = Math.max(freeNanos, loop.nowNanos());
    if (fromNanos - loop.nowNanos() > queueNanos) {
      lost++;
      return RtcpWriter.NOT_RECEIVED;
    }
    freeNanos = fromNanos + bytes * 8_000_000_000L / linkBps;
    return freeNanos + roundTripNanos;
  }

  /** Tells the server what has arrived by now. */
  public void answer() {
    while (next != (end & 0xffff)) {
      int from = next % NUMBERS;
      int count = 0;
      int most = Math.min(MOST_PER_FEEDBACK, NUMBERS - from);
      while (count < most && (next + count & 0xffff) != (end & 0xffff) && isHere(from + count)) {
        count++;
      }
      if (count == 0) {
        return;
      }
      writer.begin(report, 0);
      int told =
          writer.transportFeedback(SSRC, SSRC, feedbacks++ & 0xff, next, arrivals, from, count);
      next = next + (told == 0 ? count : told) & 0xffff;
      if (told > 0) {
        peer.sendRtcp(report, writer.end());
      }
    }
  }

  private boolean isHere(int place) {
    long nanos = arrivals[place];
    return nanos == RtcpWriter.NOT_RECEIVED || nanos <= loop.nowNanos();
  }
}
