package dev.plenum.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server with a call of two synthetic participants, who send sound and pictures and check every
 * packet of the other. The way of one of them leads through a foreign path.
 */
final class AttackedCall implements AutoCloseable {

  private static final long MOST_HEAP_GROWTH_MIB = 64;
  private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)M");

  private final int mediaPort = Ports.udp();
  private final ServerProcess server;
  private final ForeignPath path;
  private final SyntheticRoom room;
  private long heapMiB;

  private AttackedCall() {
    server =
        ServerProcess.start(
            "--public-address", "127.0.0.1", "--media-port", Integer.toString(mediaPort));
    path = ForeignPath.to(mediaPort);
    room = SyntheticRoom.fill(server, 2, "--media-port", Integer.toString(path.port()));
  }

  /** Returns once both see and hear each other. */
  static AttackedCall start() {
    AttackedCall call = new AttackedCall();
    try {
      call.room.await("receiving");
      call.heapMiB = call.usedHeapMiB();
      return call;
    } catch (IllegalStateException e) {
      call.close();
      throw e;
    }
  }

  ServerProcess server() {
    return server;
  }

  int mediaPort() {
    return mediaPort;
  }

  ForeignPath path() {
    return path;
  }

  /** How many datagrams the server's counters say were dropped, for whatever reason. */
  long dropped() {
    return (long) server.metric("plenum_packets_dropped_total");
  }

  long dropped(String reason) {
    return (long) server.metric("plenum_packets_dropped_total", "reason=\"" + reason + "\"");
  }

  /** What others send must never look like a bug of ours. */
  void assertNoErrors() {
    assertThat(dropped("internal")).as("our own errors").isZero();
    assertThat(server.log()).doesNotContain(" ERROR ");
  }

  /** Ends the call; the two must not have noticed anything, and nothing may be left behind. */
  void assertUnharmed() {
    assertNoErrors();
    long lostByKernel = dropped("receive-overflow");
    JsonNode report = room.finish();
    assertThat(report.get("packets").asLong()).isPositive();
    assertThat(report.get("disconnected").asInt()).isZero();
    for (String fault : new String[] {"late", "duplicates", "misattributed", "notAsked"}) {
      assertThat(report.get(fault).asLong()).as("%s in %s", fault, report).isZero();
    }
    for (String loss : new String[] {"lost", "undelivered", "pictureGaps"}) {
      assertThat(report.get(loss).asLong())
          .as("%s in %s", loss, report)
          .isBetween(0L, lostByKernel);
    }
    assertThat(usedHeapMiB() - heapMiB).as("growth, MiB").isLessThan(MOST_HEAP_GROWTH_MIB);
  }

  private long usedHeapMiB() {
    jcmd("GC.run");
    Matcher used = HEAP_USED.matcher(jcmd("GC.heap_info"));
    assertThat(used.find()).isTrue();
    return Long.parseLong(used.group(1));
  }

  private String jcmd(String command) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process process =
          new ProcessBuilder(jcmd.toString(), Long.toString(server.pid()), command).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    room.close();
    path.close();
    server.close();
  }
}
