/**
 * The dependency descriptor: a header extension that tells, whatever the codec and even if the
 * payload is encrypted end to end, which frames a frame needs and who needs it (AV1 RTP payload
 * format, appendix A).
 *
 * <p>A {@link dev.plenum.rtp.dd.DependencyStructure} arrives with key frames; from then on frames
 * only name one of its templates. {@link dev.plenum.rtp.dd.DependencyDescriptorReader} keeps the
 * structure and fills a {@link dev.plenum.rtp.dd.DependencyDescriptor} per packet.
 */
@NullMarked
package dev.plenum.rtp.dd;

import org.jspecify.annotations.NullMarked;
