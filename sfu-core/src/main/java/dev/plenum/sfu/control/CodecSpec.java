package dev.plenum.sfu.control;

import dev.plenum.rtp.codec.Codec;

/**
 * A negotiated codec of an m-line.
 *
 * @param rtxPayloadType of RFC 4588, −1 where there is none
 * @param profile what must be equal for a receiver to decode a sender's stream: the H.264
 *     profile-level-id's profile and packetization mode, the VP9 and AV1 profile; empty where any
 *     goes
 */
public record CodecSpec(
    Codec codec, int payloadType, int clockRateHz, int rtxPayloadType, String profile) {}
