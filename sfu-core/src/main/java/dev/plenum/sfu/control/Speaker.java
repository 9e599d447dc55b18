package dev.plenum.sfu.control;

/**
 * A microphone that is heard.
 *
 * @param levelDbov loudness in −dBov, 0 is the loudest, 127 silence (RFC 6464)
 */
public record Speaker(int csrc, int levelDbov) {}
