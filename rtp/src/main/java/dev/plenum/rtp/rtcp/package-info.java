/**
 * RTCP: reading compound packets part by part, and appending parts to outgoing ones (RFC 3550
 * section 6, RFC 4585).
 *
 * <p>{@link dev.plenum.rtp.rtcp.RtcpPacket} walks over the parts; each kind of part has a reader
 * that is wrapped around it. {@link dev.plenum.rtp.rtcp.RtcpWriter} composes.
 */
@NullMarked
package dev.plenum.rtp.rtcp;

import org.jspecify.annotations.NullMarked;
