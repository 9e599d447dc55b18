/**
 * What the delay of packets tells of the network: whether its queue grows, and the rate at which it
 * would not (draft-ietf-rmcat-gcc-02).
 */
@NullMarked
package dev.plenum.bwe.delay;

import org.jspecify.annotations.NullMarked;
