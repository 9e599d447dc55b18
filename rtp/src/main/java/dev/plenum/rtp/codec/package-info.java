/**
 * What payloads say about themselves: key frames, layers, picture numbers and sizes, read without
 * decoding, and rewritten in place where a receiver must see an unbroken row.
 *
 * <p>{@link dev.plenum.rtp.codec.Codec} leads to a {@link dev.plenum.rtp.codec.PayloadParser},
 * which fills a {@link dev.plenum.rtp.codec.FrameMark}. Retransmission and redundancy, being
 * payloads around payloads, are here too.
 */
@NullMarked
package dev.plenum.rtp.codec;

import org.jspecify.annotations.NullMarked;
