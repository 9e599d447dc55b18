package dev.plenum.sfu.stream;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.RtpWriter;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.rtp.codec.RedHeader;
import dev.plenum.sfu.control.CodecSpec;
import java.util.List;

/**
 * What a packet of Opus is sent with where the network loses many: copies of the packets before it,
 * as redundant audio (RFC 2198). Belongs to its {@link SendStream}.
 *
 * <p>The copies come from the history that the layer keeps for all receivers, so nothing is kept
 * here. They are of the slot's present run only: behind a switch of sources nothing of before is
 * repeated.
 */
final class RedundantSound {
  /** More come too late to be played. */
  static final int MOST_COPIES = 3;

  /** With headers and protection less than the 1,200 bytes that every path carries. */
  static final int MOST_PAYLOAD_BYTES = 1_000;

  private static final int NOT_NEGOTIATED = -1;

  private final SequenceRuns runs;
  private final int payloadType;
  private final int blockType;
  private final RtpPacket earlier = new RtpPacket();
  private final byte[] headers =
      new byte[MOST_COPIES * RedHeader.REDUNDANT_BYTES + RedHeader.PRIMARY_BYTES];
  private final int[] offsets = new int[MOST_COPIES];
  private final int[] lengths = new int[MOST_COPIES];
  private final int[] timestampOffsets = new int[MOST_COPIES];
  private int copies;
  private int payloadBytes;
  private RtpPacket packet = earlier;
  private byte[] history = {};

  /**
   * @param codecs that the receiver decodes
   */
  RedundantSound(List<CodecSpec> codecs, SequenceRuns runs) {
    this.runs = runs;
    int redundant = NOT_NEGOTIATED;
    int block = NOT_NEGOTIATED;
    for (CodecSpec red : codecs) {
      for (CodecSpec opus : codecs) {
        if (redundant == NOT_NEGOTIATED && carries(red, opus)) {
          redundant = red.payloadType();
          block = opus.payloadType();
        }
      }
    }
    payloadType = redundant;
    blockType = block;
  }

  /** The profile of redundant audio is the payload type of its blocks. */
  private static boolean carries(CodecSpec red, CodecSpec opus) {
    return red.codec() == Codec.RED
        && opus.codec() == Codec.OPUS
        && red.profile().equals(Integer.toString(opus.payloadType()));
  }

  /**
   * Finds the packets before a numbered one, the newest first, for as long as they fit.
   *
   * @param sequence the packet's extended number in the slot
   * @param most at most so many, of which {@value #MOST_COPIES} are served
   * @return whether there is any, so that it is worth to {@link #write} them
   */
  boolean gather(RtpPacket packet, long sequence, int most) {
    this.packet = packet;
    copies = 0;
    int run = runs.runOf(sequence);
    Stretch stretch = runs.stretch(run);
    if (payloadType == NOT_NEGOTIATED
        || stretch.receiverCodec(packet).payloadType() != blockType
        || stretch.layer().isEncrypted()) {
      return false;
    }
    PacketHistory kept = stretch.layer().history();
    history = kept.bytes();
    payloadBytes = RedHeader.PRIMARY_BYTES + packet.payloadBytes();
    int limit = Math.min(most, MOST_COPIES);
    for (int back = 1; back <= limit && runs.runOf(sequence - back) == run; back++) {
      long in = runs.in(run, sequence - back);
      int at = kept.offset(in);
      if (at >= 0 && earlier.wrap(history, at, kept.length(in)) && !add()) {
        break;
      }
    }
    return copies > 0;
  }

  /** Adds the earlier packet; false if it is no neighbour, or too large. */
  private boolean add() {
    int timestampOffset = packet.timestamp() - earlier.timestamp();
    int bytes = earlier.payloadBytes();
    int added = RedHeader.REDUNDANT_BYTES + bytes;
    if (bytes == 0
        || earlier.payloadType() != packet.payloadType()
        || !RedHeader.fits(timestampOffset, bytes)
        || payloadBytes + added > MOST_PAYLOAD_BYTES) {
      return false;
    }
    offsets[copies] = earlier.payloadOffset();
    lengths[copies] = bytes;
    timestampOffsets[copies] = timestampOffset;
    copies++;
    payloadBytes += added;
    return true;
  }

  /** Appends the payload: the copies from the oldest on, and the packet's own sound. */
  void write(RtpWriter writer) {
    int at = 0;
    for (int i = copies - 1; i >= 0; i--) {
      RedHeader.writeRedundant(headers, at, blockType, timestampOffsets[i], lengths[i]);
      at += RedHeader.REDUNDANT_BYTES;
    }
    RedHeader.writePrimary(headers, at, blockType);
    writer.payload(headers, 0, at + RedHeader.PRIMARY_BYTES);
    for (int i = copies - 1; i >= 0; i--) {
      writer.payload(history, offsets[i], lengths[i]);
    }
    writer.payload(packet.bytes(), packet.payloadOffset(), packet.payloadBytes());
  }

  /** RED's, where {@link #gather} has found something. */
  int payloadType() {
    return payloadType;
  }

  /** Of what {@link #write} appends. */
  int payloadBytes() {
    return payloadBytes;
  }
}
