package dev.plenum.sfu.ice;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Anything may arrive at the media port. */
class StunCodecFuzzTest {

  @FuzzTest
  void shouldNeverThrow(byte[] datagram) {
    IceCredentials local = new IceCredentials("ours", "abcdefghijklmnopqrstuvwx");
    IceSession session = new IceSession(local, new Deaf(), 0);
    if (StunCodec.decode(datagram, 0, datagram.length) instanceof BindingRequest request) {
      IcePath from = new IcePath(0, 0xFFFF_7F00_0001L, 9);
      if (session.receive(request, from, 1).response().length == 0) {
        throw new AssertionError("a first check is answered");
      }
    }
  }

  private static final class Deaf implements IceListener {
    @Override
    public void pathChecked(IcePath path) {}

    @Override
    public void pathRemoved(IcePath path) {}

    @Override
    public void pathSelected(IcePath path, long nowNanos) {}

    @Override
    public void ufragRetired(String ufrag) {}
  }
}
