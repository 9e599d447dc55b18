package dev.plenum.signaling.metrics;

import dev.plenum.sfu.control.CounterReader;
import dev.plenum.sfu.control.CounterReader.Direction;
import dev.plenum.sfu.control.CounterReader.PacketKind;
import dev.plenum.sfu.control.DropReason;
import dev.plenum.sfu.control.HandshakeResult;
import dev.plenum.sfu.control.LoopStatus;
import dev.plenum.sfu.control.MediaNode;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/**
 * The node's meters. Reading them costs nothing until somebody scrapes: the media plane counts, and
 * these only look.
 */
public final class NodeMetrics {

  private static final double NANOS_PER_SECOND = 1e9;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Timer joinDuration;

  public NodeMetrics(MediaNode node, String version) {
    joinDuration =
        Timer.builder("plenum.join.duration")
            .description("Time from a join message or WHIP request to its answer")
            .serviceLevelObjectives(
                Duration.ofMillis(5),
                Duration.ofMillis(20),
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofMillis(250),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5))
            .register(registry);
    bindBuild(node, version);
    bindMedia(node.counters());
    bindLoops(node);
    bindJvm();
  }

  /** A number of rooms, read at each scrape. */
  public void rooms(DoubleSupplier rooms) {
    Gauge.builder("plenum.rooms", rooms::getAsDouble)
        .description("Rooms that are open")
        .register(registry);
  }

  /** How many participants are in a state, read at each scrape. */
  public void participants(String state, DoubleSupplier participants) {
    Gauge.builder("plenum.participants", participants::getAsDouble)
        .description("Participants by the state of their signaling")
        .tag("state", state)
        .register(registry);
  }

  /**
   * A join was answered.
   *
   * @param result {@code ok} or the error's code
   */
  public void joined(String result, long durationNanos) {
    registry.counter("plenum.joins", "result", result).increment();
    joinDuration.record(durationNanos, TimeUnit.NANOSECONDS);
  }

  /** Everything in Prometheus' text format. */
  public String scrape() {
    return registry.scrape();
  }

  private void bindBuild(MediaNode node, String version) {
    Info info =
        Info.builder()
            .name("plenum_build_info")
            .help("What this node is made of")
            .labelNames("version", "srtp", "jvm")
            .build();
    info.setLabelValues(version, node.srtpEngine(), Runtime.version().toString());
    registry.getPrometheusRegistry().register(info);
  }

  private void bindMedia(CounterReader counters) {
    for (Direction direction : Direction.values()) {
      for (PacketKind kind : PacketKind.values()) {
        counter("plenum.packets", counters, c -> c.packets(direction, kind))
            .description("Datagrams by what they carried")
            .tags("direction", label(direction), "kind", label(kind))
            .register(registry);
        counter("plenum.bytes", counters, c -> c.bytes(direction, kind))
            .description("Bytes of datagrams by what they carried")
            .tags("direction", label(direction), "kind", label(kind))
            .register(registry);
      }
    }
    for (DropReason reason : DropReason.values()) {
      counter("plenum.packets.dropped", counters, c -> c.dropped(reason))
          .description("Packets that went no further")
          .tag("reason", reason.label())
          .register(registry);
    }
    counter("plenum.key.frame.requests", counters, CounterReader::keyFrameRequests)
        .description("Key-frame requests sent to publishers")
        .register(registry);
    counter("plenum.packets.restored", counters, CounterReader::restoredPackets)
        .description("Packets of sound that were lost and came as copies with later ones")
        .register(registry);
    for (HandshakeResult result : HandshakeResult.values()) {
      counter("plenum.handshakes", counters, c -> c.handshakes(result))
          .description("DTLS handshakes by what they came to")
          .tag("result", label(result))
          .register(registry);
    }
    counter("plenum.commands.refused", counters, CounterReader::refusedCommands)
        .description("Commands which a loop's full queue refused")
        .register(registry);
    registry.getPrometheusRegistry().register(new ForwardDelays(counters));
  }

  private static FunctionCounter.Builder<CounterReader> counter(
      String name, CounterReader counters, ToDoubleFunction<CounterReader> value) {
    return FunctionCounter.builder(name, counters, value);
  }

  private void bindLoops(MediaNode node) {
    for (LoopStatus loop : node.loops()) {
      Gauge.builder(
              "plenum.loop.lag",
              node,
              n -> n.loops().get(loop.index()).lagNanos() / NANOS_PER_SECOND)
          .description("How late a media loop served its latest timer")
          .baseUnit("seconds")
          .tag("loop", Integer.toString(loop.index()))
          .register(registry);
    }
  }

  private void bindJvm() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
