package dev.plenum.sfu.srtp;

/** HMAC-SHA1 under one key (RFC 2104). Owner: the transport's shard loop. */
interface HmacSha1 {
  int BYTES = 20;

  /** Takes more of the message. */
  void update(byte[] bytes, int offset, int length);

  /** Ends the message: writes its {@value #BYTES} bytes, and begins another. */
  void finish(byte[] mac);
}
