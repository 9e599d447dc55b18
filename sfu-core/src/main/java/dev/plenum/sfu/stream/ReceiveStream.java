package dev.plenum.sfu.stream;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.SequenceUnwrapper;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.rtp.codec.FrameMark;
import dev.plenum.rtp.rtcp.RtcpWriter;
import dev.plenum.sfu.control.CodecSpec;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Station 4: one SSRC of a publisher, that is one layer of a source. Belongs to the room's loop.
 *
 * <p>While somebody watches it, packets come decrypted through {@link #accept}: it extends their
 * sequence numbers, keeps each once for all receivers, looks for gaps and reads what the payload
 * says about its frame. While nobody does, they come undecrypted through {@link #observe}, which
 * only counts them.
 */
public final class ReceiveStream {
  /** What became of a packet. */
  public enum Acceptance {
    NEW,
    DUPLICATE,
    TOO_OLD,
    /** The m-line did not negotiate its payload type. */
    UNKNOWN_PAYLOAD_TYPE
  }

  /** A source that sends nothing for so long is not there. */
  static final long FLOWING_NANOS = 2_000_000_000;

  /** A layer that nobody watches keeps its packets that long for receivers that lost some. */
  private static final long HISTORY_LINGER_NANOS = PacketHistory.KEPT_MILLIS * 1_000_000;

  /** A newcomer may begin with a key frame no older than this. */
  private static final long RECENT_NANOS = PacketHistory.KEPT_MILLIS * 1_000_000;

  /** Packets nearer to each other may leave as one run. */
  private static final long NEIGHBOUR_NANOS = 2_000_000;

  /** After so many without a neighbour the next has none either: a picture is one packet. */
  private static final int ALONE_PACKETS = 16;

  private static final int FIRST_WATCHERS = 4;
  private static final int SEQUENCE_CYCLE = 1 << 16;

  private final int ssrc;
  private final String rid;
  private final List<CodecSpec> codecs;
  private final HeaderExtensionIds extensions;
  private final boolean encrypted;
  private final ReceptionStatistics statistics;
  private final SenderReportMapping mapping;
  private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
  private final PacketHistory history = new PacketHistory();
  private final EqualLengths equalLengths = new EqualLengths();
  private final NackTracker nacks = new NackTracker();
  private final KeyFrameRequester keyFrames = new KeyFrameRequester();
  private final RecentLosses losses = new RecentLosses();
  private final RecentPictures pictures = new RecentPictures();
  private final FrameReader liveFrames;
  private final LayerRates rates;

  private Watcher[] watchers = {};
  private int watcherCount;

  private CodecSpec codec;
  private long sequence;
  private FrameReader frames;
  private boolean anyKeyFrame;
  private long keyFrameSequence;
  private long keyFrameNanos;
  private int latestTimestamp;
  private boolean anyPacket;
  private long latestPacketNanos;
  private long latestAcceptedNanos;
  private int alonePackets;
  private boolean resting;
  private long roundTripNanos;

  /**
   * A stream from which nothing has come yet.
   *
   * @param rid its simulcast restriction id, empty without simulcast
   * @param codecs of its m-line, first is preferred; at least one
   * @param extensions the publisher's ids
   * @param clock the publisher's, the same for all of its streams
   * @param encrypted end to end, so that payloads pass as they are
   */
  public ReceiveStream(
      int ssrc,
      String rid,
      List<CodecSpec> codecs,
      HeaderExtensionIds extensions,
      PublisherClock clock,
      boolean encrypted) {
    this.ssrc = ssrc;
    this.rid = rid;
    this.codecs = List.copyOf(codecs);
    this.extensions = extensions;
    this.encrypted = encrypted;
    codec = this.codecs.getFirst();
    statistics = new ReceptionStatistics(codec.clockRateHz());
    mapping = new SenderReportMapping(clock, codec.clockRateHz());
    liveFrames = new FrameReader(extensions);
    frames = liveFrames;
    rates = new LayerRates(extensions);
  }

  /**
   * Counts a packet that nobody watches; it need not be decrypted nor authentic.
   *
   * @return whether the stream began to flow by it, so that its source wants a {@link
   *     Source#refresh}
   */
  public boolean observe(RtpPacket packet, long nowNanos) {
    boolean flowing = isFlowing(nowNanos);
    statistics.onPacket(packet.sequenceNumber(), packet.timestamp(), packet.length(), nowNanos);
    arrived(packet, nowNanos);
    rates.onEncrypted(packet, nowNanos);
    CodecSpec packetCodec = codecOf(packet.payloadType());
    if (packetCodec != null) {
      codec = packetCodec;
    }
    if (!resting) {
      resting = true;
      anyKeyFrame = false;
      nacks.reset();
    }
    if (nowNanos - latestAcceptedNanos > HISTORY_LINGER_NANOS) {
      history.clear();
    }
    return !flowing;
  }

  /**
   * Takes in a decrypted, authentic packet of this SSRC. If it is {@link Acceptance#NEW}, what the
   * accessors say about "the packet" is about this one, until the next. While nobody watches, it is
   * only counted.
   *
   * @param recovered whether it came as a retransmission or a copy (already unwrapped)
   */
  public Acceptance accept(RtpPacket packet, long nowNanos, boolean recovered) {
    CodecSpec packetCodec = codecOf(packet.payloadType());
    if (packetCodec == null) {
      return Acceptance.UNKNOWN_PAYLOAD_TYPE;
    }
    if (!isWatched()) {
      if (!recovered) {
        observe(packet, nowNanos);
      }
      return Acceptance.NEW;
    }
    if (!recovered) {
      statistics.onPacket(packet.sequenceNumber(), packet.timestamp(), packet.length(), nowNanos);
    }
    arrived(packet, nowNanos);
    boolean alone = nowNanos - latestAcceptedNanos >= NEIGHBOUR_NANOS;
    alonePackets = alone ? Math.min(alonePackets + 1, ALONE_PACKETS) : 0;
    latestAcceptedNanos = nowNanos;
    long extended = extend(packet.sequenceNumber());
    if (history.isTooOld(extended)) {
      return Acceptance.TOO_OLD;
    }
    if (history.contains(extended)) {
      return Acceptance.DUPLICATE;
    }
    sequence = extended;
    if (extended == unwrapper.highest()) {
      codec = packetCodec;
      latestTimestamp = packet.timestamp();
    }
    readFrame(packet, packetCodec, nowNanos);
    keep(packet, nowNanos);
    lookForGaps(recovered, nowNanos);
    return Acceptance.NEW;
  }

  /** Whether a packet is redundant audio, to be taken apart before it is accepted. */
  public boolean isRedundant(RtpPacket packet) {
    CodecSpec packetCodec = codecOf(packet.payloadType());
    return packetCodec != null && packetCodec.codec() == Codec.RED;
  }

  /** Whether a packet, of which a later one brings a copy, is of use and has not come. */
  public boolean lacks(int sequenceNumber) {
    if (!isWatched() || resting || !unwrapper.started()) {
      return false;
    }
    long extended = unwrapper.peek(sequenceNumber);
    return !history.contains(extended) && !history.isTooOld(extended);
  }

  private void arrived(RtpPacket packet, long nowNanos) {
    anyPacket = true;
    latestPacketNanos = nowNanos;
    pictures.note(packet.timestamp(), nowNanos);
  }

  private @Nullable CodecSpec codecOf(int payloadType) {
    if (codec.payloadType() == payloadType) {
      return codec;
    }
    for (int i = 0; i < codecs.size(); i++) {
      if (codecs.get(i).payloadType() == payloadType) {
        return codecs.get(i);
      }
    }
    return null;
  }

  /**
   * Extends a sequence number. After a rest, during which the numbers may have wrapped, it goes on
   * a whole cycle above all before.
   */
  private long extend(int sequenceNumber) {
    if (resting && unwrapper.started()) {
      long nextCycle = (unwrapper.highest() / SEQUENCE_CYCLE + 1) * SEQUENCE_CYCLE;
      unwrapper.resumeAt(nextCycle + sequenceNumber);
    }
    resting = false;
    return unwrapper.unwrap(sequenceNumber);
  }

  private void readFrame(RtpPacket packet, CodecSpec packetCodec, long nowNanos) {
    frames.read(packet, packetCodec.codec());
    rates.onFrame(frames, packet.length(), nowNanos);
    if (frames.isKeyFrameStart()) {
      keyFrames.keyFrameArrived();
      anyKeyFrame = true;
      keyFrameSequence = sequence;
      keyFrameNanos = nowNanos;
    }
  }

  private void keep(RtpPacket packet, long nowNanos) {
    history.store(
        sequence,
        packet.bytes(),
        packet.offset(),
        packet.length(),
        frames.endedSpatial(),
        nowNanos);
    if (codec.codec().isVideo()) {
      equalLengths.stored(history, sequence, packet);
    }
  }

  private void lookForGaps(boolean recovered, long nowNanos) {
    if (codec.codec().isVideo() && !nacks.onPacket(sequence, recovered, nowNanos)) {
      anyKeyFrame = false;
      keyFrames.request(nowNanos);
    }
  }

  /**
   * Bytes in the history from its last key frame on, 0 if that is too old or was given up: so much
   * {@link #replay} gives to a newcomer.
   */
  long recentBytes(long nowNanos) {
    boolean recent = isWatched() && anyKeyFrame && nowNanos - keyFrameNanos <= RECENT_NANOS;
    return recent && history.offset(keyFrameSequence) >= 0
        ? history.bytesSince(keyFrameSequence)
        : 0;
  }

  /**
   * Gives a watcher all packets from the last key frame on as if they just came, in order. What the
   * accessors say about "the packet" is about each of them in turn.
   */
  void replay(Watcher watcher, long nowNanos) {
    long present = sequence;
    frames = liveFrames.rewound(extensions);
    RtpPacket packet = new RtpPacket();
    for (long i = keyFrameSequence; i <= unwrapper.highest(); i++) {
      int at = history.offset(i);
      if (at >= 0 && packet.wrap(history.bytes(), at, history.length(i))) {
        sequence = i;
        CodecSpec packetCodec = codecOf(packet.payloadType());
        frames.read(packet, packetCodec == null ? codec.codec() : packetCodec.codec());
        watcher.onPacket(this, packet, nowNanos);
      }
    }
    frames = liveFrames;
    sequence = present;
  }

  boolean isReplaying() {
    return frames != liveFrames;
  }

  /** Timestamp of the packet with the highest number. */
  int latestTimestamp() {
    return latestTimestamp;
  }

  /** Extended sequence number of the packet. */
  public long sequence() {
    return sequence;
  }

  /** Whether a receiver may begin with the packet. */
  public boolean isKeyFrameStart() {
    return frames.isKeyFrameStart();
  }

  /** What the packet's payload says about its frame. */
  public FrameMark mark() {
    return frames.mark();
  }

  /** Which frame the packet is part of. */
  FrameReader frame() {
    return frames;
  }

  /** How the stream's bits are shared among its layers. */
  LayerRates rates() {
    return rates;
  }

  /** A sender report about this stream arrived. */
  public void onSenderReport(long ntpTimestamp, int rtpTimestamp, long nowNanos) {
    mapping.onSenderReport(ntpTimestamp, rtpTimestamp, nowNanos);
  }

  /** Appends the report block about this stream, if there is anything to report. */
  public void writeReportBlock(RtcpWriter writer, long nowNanos) {
    if (statistics.started()) {
      statistics.writeReportBlock(
          writer, ssrc, mapping.lastSenderReport(), mapping.delaySinceLastSenderReport(nowNanos));
    }
  }

  /**
   * Appends the NACK and the key-frame request that are due.
   *
   * @param roundTripNanos to the publisher
   * @return whether anything was appended
   */
  public boolean writeFeedback(
      RtcpWriter writer, int senderSsrc, long roundTripNanos, long nowNanos) {
    boolean nacked = nacks.write(writer, senderSsrc, ssrc, roundTripNanos, nowNanos);
    if (nacked) {
      losses.lost(nowNanos);
      this.roundTripNanos = roundTripNanos;
    }
    if (!keyFrames.isDue(nowNanos)) {
      return nacked;
    }
    writer.pli(senderSsrc, ssrc);
    keyFrames.sent(nowNanos);
    return true;
  }

  /** When {@link #writeFeedback} has something to say, or {@link Deadline#NONE}. */
  public long nextDeadlineNanos() {
    return Deadline.earlier(nacks.nextDeadlineNanos(), keyFrames.nextDeadlineNanos());
  }

  /** How long the publisher takes to repeat a packet; 0 while few are lost on the way from it. */
  long repairNanos(long nowNanos) {
    return losses.areMany(nowNanos) ? roundTripNanos : 0;
  }

  /**
   * Whether the packet will hardly be followed by one with which it could leave as a run, by those
   * before it: then each receiver's state is better touched once, for deciding and for sending.
   */
  public boolean comesAlone() {
    return alonePackets == ALONE_PACKETS && !isReplaying();
  }

  /** Whether packets are worth decrypting. */
  public boolean isWatched() {
    return watcherCount > 0;
  }

  public int watcherCount() {
    return watcherCount;
  }

  /**
   * A watcher by index. Walk from the last to the first: being given a packet, a watcher may leave,
   * and the last one then takes its place.
   */
  public Watcher watcher(int index) {
    return watchers[index];
  }

  void watch(Watcher watcher) {
    if (watcherCount == watchers.length) {
      watchers = Arrays.copyOf(watchers, Math.max(FIRST_WATCHERS, 2 * watcherCount));
    }
    watchers[watcherCount++] = watcher;
  }

  void unwatch(Watcher watcher) {
    for (int i = 0; i < watcherCount; i++) {
      if (watchers[i].equals(watcher)) {
        watchers[i] = watchers[--watcherCount];
        break;
      }
    }
    if (watcherCount == 0) {
      keyFrames.forget();
    }
  }

  /** Whether a packet came within the last 2 s. */
  public boolean isFlowing(long nowNanos) {
    return cameWithin(FLOWING_NANOS, nowNanos);
  }

  boolean cameWithin(long nanos, long nowNanos) {
    return anyPacket && nowNanos - latestPacketNanos < nanos;
  }

  /** Whether another stream of the same camera has sent several pictures since the last packet. */
  boolean isLeftBehindBy(ReceiveStream other) {
    return anyPacket && other.pictures.allBeganAfter(latestPacketNanos);
  }

  /** The SSRC is gone: gives its memory back. Retransmissions of its packets end. */
  public void close() {
    history.clear();
    nacks.reset();
  }

  public int ssrc() {
    return ssrc;
  }

  public String rid() {
    return rid;
  }

  /** The codec of the packet with the highest sequence number. */
  public CodecSpec codec() {
    return codec;
  }

  public List<CodecSpec> codecs() {
    return codecs;
  }

  public HeaderExtensionIds extensions() {
    return extensions;
  }

  public boolean isEncrypted() {
    return encrypted;
  }

  /** Width of the largest spatial layer in the last key frame that told it, 0 while unknown. */
  public int widthPixels() {
    return frames.widthPixels();
  }

  public int heightPixels() {
    return frames.heightPixels();
  }

  public ReceptionStatistics statistics() {
    return statistics;
  }

  public KeyFrameRequester keyFrames() {
    return keyFrames;
  }

  public SenderReportMapping mapping() {
    return mapping;
  }

  PacketHistory history() {
    return history;
  }
}
