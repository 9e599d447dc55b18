package dev.plenum.sfu.transport;

import dev.plenum.sfu.port.PeerAddress;
import org.jspecify.annotations.Nullable;

/**
 * Owner: the loop. Finds a transport by its remote address, without allocating: an open-addressing
 * hash table with linear probing, at most half full.
 */
final class AddressTable {

  private static final int LEAST_CAPACITY = 16;

  private @Nullable PeerAddress[] addresses = new PeerAddress[LEAST_CAPACITY];
  private @Nullable Transport[] transports = new Transport[LEAST_CAPACITY];
  private int size;

  @Nullable Transport find(long addressHigh, long addressLow, int port) {
    int mask = addresses.length - 1;
    for (int i = hash(addressHigh, addressLow, port) & mask; ; i = (i + 1) & mask) {
      PeerAddress address = addresses[i];
      if (address == null) {
        return null;
      }
      if (address.port() == port && address.low() == addressLow && address.high() == addressHigh) {
        return transports[i];
      }
    }
  }

  void put(PeerAddress address, Transport transport) {
    if (2 * (size + 1) > addresses.length) {
      grow();
    }
    int i = indexOf(address);
    if (addresses[i] == null) {
      addresses[i] = address;
      size++;
    }
    transports[i] = transport;
  }

  /** Removes the address if it still belongs to this transport. */
  void remove(PeerAddress address, Transport transport) {
    int i = indexOf(address);
    if (addresses[i] == null || transports[i] != transport) {
      return;
    }
    int mask = addresses.length - 1;
    // Entries behind the hole move up unless that would put them before their own hash (Knuth 6.4
    // R).
    for (int next = (i + 1) & mask; ; next = (next + 1) & mask) {
      PeerAddress candidate = addresses[next];
      if (candidate == null) {
        break;
      }
      int home = hash(candidate.high(), candidate.low(), candidate.port()) & mask;
      if (((next - home) & mask) >= ((next - i) & mask)) {
        addresses[i] = candidate;
        transports[i] = transports[next];
        i = next;
      }
    }
    addresses[i] = null;
    transports[i] = null;
    size--;
  }

  int size() {
    return size;
  }

  private int indexOf(PeerAddress address) {
    int mask = addresses.length - 1;
    int i = hash(address.high(), address.low(), address.port()) & mask;
    while (true) {
      PeerAddress there = addresses[i];
      if (there == null || there.equals(address)) {
        return i;
      }
      i = (i + 1) & mask;
    }
  }

  private void grow() {
    @Nullable PeerAddress[] oldAddresses = addresses;
    @Nullable Transport[] oldTransports = transports;
    addresses = new PeerAddress[2 * oldAddresses.length];
    transports = new Transport[2 * oldAddresses.length];
    for (int i = 0; i < oldAddresses.length; i++) {
      PeerAddress address = oldAddresses[i];
      if (address != null) {
        int to = indexOf(address);
        addresses[to] = address;
        transports[to] = oldTransports[i];
      }
    }
  }

  /**
   * Mixes all bits: addresses of one network differ in few of them (the finaliser of MurmurHash3).
   */
  private static int hash(long addressHigh, long addressLow, int port) {
    long mixed = addressHigh * 31 + addressLow * 0x9E3779B97F4A7C15L + port;
    mixed = (mixed ^ mixed >>> 33) * 0xff51afd7ed558ccdL;
    return (int) (mixed ^ mixed >>> 32);
  }
}
