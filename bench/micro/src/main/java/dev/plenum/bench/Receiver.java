package dev.plenum.bench;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.stream.Forwarder;
import dev.plenum.sfu.stream.HeaderExtensionIds;
import dev.plenum.sfu.stream.PacketScratch;
import dev.plenum.sfu.stream.ReceiveStream;
import dev.plenum.sfu.stream.SendStream;
import dev.plenum.sfu.stream.Watcher;
import java.util.List;

/** A slot of somebody who watches the camera: stations 6 and 7. */
final class Receiver implements Watcher {

  private final Forwarder forwarder;
  private final SendStream stream;
  private final byte[] out;
  private long packets;
  private long latest;

  /**
   * @param out scratch, which the receivers of a loop share
   */
  Receiver(int index, Shown shown, byte[] out) {
    this.out = out;
    forwarder = new Forwarder(this, List.of(shown.codec()));
    stream =
        new SendStream(
            new SlotSpec(
                "0", SlotSpec.Kind.VIDEO, 2 * index + 1, 2 * index + 2, List.of(shown.codec())),
            new HeaderExtensionIds(Camera.EXTENSIONS),
            forwarder,
            new PacketScratch(2_048));
    forwarder.target(shown.source(), 0);
    forwarder.choose(Forwarder.HIGHEST, Forwarder.HIGHEST, 0);
  }

  @Override
  public void onPacket(ReceiveStream layer, RtpPacket packet, long nowNanos) {
    long sequence = forwarder.forward(layer, packet, nowNanos);
    if (sequence != Forwarder.NOT_FORWARDED) {
      stream.compose(packet, sequence, out, 0);
      latest = sequence;
      packets++;
    }
  }

  /** How many were forwarded. */
  long packets() {
    return packets;
  }

  /** The number of the packet that was forwarded last, extended. */
  long latest() {
    return latest;
  }

  SendStream stream() {
    return stream;
  }
}
