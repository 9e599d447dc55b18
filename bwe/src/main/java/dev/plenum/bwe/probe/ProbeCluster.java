package dev.plenum.bwe.probe;

/**
 * A burst to be sent faster than the estimate: at {@code bps}, until at least {@code packets}
 * packets and {@code bytes} bytes are out.
 *
 * @param id never 0, which marks ordinary media
 */
public record ProbeCluster(int id, long bps, int packets, int bytes) {}
