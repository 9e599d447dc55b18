package dev.plenum.sfu.port;

/**
 * Owned by one shard loop, except {@link #wake} and the accessors: a non-blocking UDP socket for
 * IPv4 and IPv6 that moves datagrams in batches.
 *
 * <p>A loop's turn is {@link #await}, then its queues, then {@link #receive} until it returns less
 * than a full batch, then {@link #flush}.
 */
public interface UdpPort extends DatagramSink, AutoCloseable {
  /**
   * Takes what has arrived, without blocking.
   *
   * @return the number of slots of {@code batch} that were filled; less than {@link
   *     DatagramBatch#CAPACITY} when nothing more was waiting, or when some datagrams were dropped
   */
  int receive(DatagramBatch batch);

  /**
   * Blocks until a datagram can be received, {@link #wake} was called since the last return, or the
   * time is over; it may also return early. The caller looks at its queues after this, never before
   * only.
   *
   * @param timeoutNanos 0 or less does not block
   */
  void await(long timeoutNanos);

  /**
   * Ends the current or the next {@link #await}; from any thread, and free while one is pending.
   */
  void wake();

  int localPort();

  /** What moves the datagrams: {@code recvmmsg} or {@code DatagramChannel}. */
  String name();

  /**
   * How many datagrams were dropped for {@code reason} since the port was opened; from any thread.
   */
  long drops(UdpDrop reason);

  @Override
  void close();
}
