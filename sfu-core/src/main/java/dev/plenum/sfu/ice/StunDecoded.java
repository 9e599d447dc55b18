package dev.plenum.sfu.ice;

/**
 * What {@link StunCodec#decode} makes of a datagram: a request to answer, or a reason to drop it.
 */
public sealed interface StunDecoded permits BindingRequest, StunDrop {}
