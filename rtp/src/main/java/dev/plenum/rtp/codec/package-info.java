/** What payloads tell: key frames, layers and picture ids of the codecs that Plenum forwards. */
@org.jspecify.annotations.NullMarked
package dev.plenum.rtp.codec;
