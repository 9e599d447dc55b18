package dev.plenum.sfu.transport;

import dev.plenum.sfu.control.CounterReader.Direction;
import dev.plenum.sfu.control.CounterReader.PacketKind;
import dev.plenum.sfu.control.DropReason;
import dev.plenum.sfu.counters.MediaCounters;
import dev.plenum.sfu.ice.BindingRequest;
import dev.plenum.sfu.ice.StunCodec;
import dev.plenum.sfu.ice.StunDrop;
import dev.plenum.sfu.port.PeerAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Station 2. Owner: the loop. Tells the protocols on one port apart by their first byte (RFC 7983)
 * and finds the transport: by remote address, and for connectivity checks by our half of their user
 * name, since a check is what makes an address known.
 *
 * <pre>
 *   0–3    STUN
 *   20–63  DTLS
 *   128–191 RTP, or RTCP where the packet type would be a payload type of 64–95 (RFC 5761)
 * </pre>
 */
public final class PacketDemux {

  private static final int FIRST_RTCP_TYPE = 192;
  private static final int LAST_RTCP_TYPE = 223;

  private final MediaCounters counters;
  private final AddressTable byAddress = new AddressTable();
  private final Map<String, Transport> byUfrag = new HashMap<>();

  public PacketDemux(MediaCounters counters) {
    this.counters = counters;
  }

  /** Takes a datagram that starts at offset 0 of an array with room behind it. */
  public void accept(
      byte[] bytes, int length, long addressHigh, long addressLow, int port, long nowNanos) {
    if (length == 0) {
      counters.drop(DropReason.UNKNOWN_PROTOCOL);
      return;
    }
    int first = bytes[0] & 0xff;
    if (first <= 3) {
      acceptStun(bytes, length, new PeerAddress(addressHigh, addressLow, port), nowNanos);
      return;
    }
    Transport transport = byAddress.find(addressHigh, addressLow, port);
    if (transport == null) {
      counters.drop(DropReason.UNKNOWN_ADDRESS);
    } else if (first >= 128 && first <= 191) {
      if (isRtcp(bytes, length)) {
        transport.acceptRtcp(bytes, length, nowNanos);
      } else {
        transport.acceptRtp(bytes, length, nowNanos);
      }
    } else if (first >= 20 && first <= 63) {
      transport.acceptDtls(bytes, length);
    } else {
      transport.counters().drop(DropReason.UNKNOWN_PROTOCOL);
    }
  }

  private static boolean isRtcp(byte[] bytes, int length) {
    if (length < 2) {
      return false;
    }
    int type = bytes[1] & 0xff;
    return type >= FIRST_RTCP_TYPE && type <= LAST_RTCP_TYPE;
  }

  private void acceptStun(byte[] bytes, int length, PeerAddress from, long nowNanos) {
    counters.packet(Direction.IN, PacketKind.STUN, length);
    switch (StunCodec.decode(bytes, 0, length)) {
      case BindingRequest check -> {
        Transport transport = byUfrag.get(check.localUfrag());
        if (transport == null) {
          counters.drop(DropReason.STUN_UNKNOWN_UFRAG);
        } else {
          transport.acceptCheck(check, from, nowNanos);
        }
      }
      case StunDrop drop ->
          counters.drop(
              switch (drop) {
                case NOT_STUN, MALFORMED -> DropReason.STUN_MALFORMED;
                case OTHER_METHOD, INDICATION, RESPONSE -> DropReason.STUN_IGNORED;
              });
    }
  }

  void addAddress(PeerAddress address, Transport transport) {
    byAddress.put(address, transport);
  }

  void removeAddress(PeerAddress address, Transport transport) {
    byAddress.remove(address, transport);
  }

  void addUfrag(String ufrag, Transport transport) {
    byUfrag.put(ufrag, transport);
  }

  void removeUfrag(String ufrag) {
    byUfrag.remove(ufrag);
  }
}
