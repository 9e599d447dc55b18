package dev.plenum.sfu.testkit;

import dev.plenum.sfu.srtp.SrtpCipher;
import dev.plenum.sfu.srtp.SrtpEngine;
import dev.plenum.sfu.srtp.SrtpProfile;
import dev.plenum.sfu.srtp.SrtpSessionKeys;

/**
 * Writes tags and trailers of the right length and leaves the rest as it is. For measuring our own
 * code without the garbage of the JDK's ciphers.
 */
public final class ClearEngine implements SrtpEngine {

  @Override
  public String name() {
    return "clear";
  }

  @Override
  public SrtpCipher open(SrtpSessionKeys keys) {
    return new Clear();
  }

  private static final class Clear implements SrtpCipher {

    private static final SrtpProfile PROFILE = SrtpProfile.AEAD_AES_128_GCM;

    @Override
    public SrtpProfile profile() {
      return PROFILE;
    }

    @Override
    public int protect(byte[] bytes, int offset, int length, int headerBytes, long index) {
      return length + PROFILE.tagBytes();
    }

    @Override
    public int unprotect(byte[] bytes, int offset, int length, int headerBytes, long index) {
      return length - PROFILE.tagBytes();
    }

    @Override
    public int protectRtcp(byte[] bytes, int offset, int length, int index) {
      int end = offset + length + PROFILE.tagBytes();
      int word = index | RTCP_ENCRYPTED;
      bytes[end] = (byte) (word >> 24);
      bytes[end + 1] = (byte) (word >> 16);
      bytes[end + 2] = (byte) (word >> 8);
      bytes[end + 3] = (byte) word;
      return length + PROFILE.rtcpTrailerBytes();
    }

    @Override
    public int unprotectRtcp(byte[] bytes, int offset, int length, int index) {
      return length - PROFILE.rtcpTrailerBytes();
    }
  }
}
