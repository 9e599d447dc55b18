package dev.plenum.sfu.node;

import dev.plenum.sfu.control.AllocationStatus;
import dev.plenum.sfu.control.CounterReader;
import dev.plenum.sfu.control.IceCandidate;
import dev.plenum.sfu.control.IceParameters;
import dev.plenum.sfu.control.Layout;
import dev.plenum.sfu.control.MediaOverloadedException;
import dev.plenum.sfu.control.MediaRoom;
import dev.plenum.sfu.control.SourceStatus;
import dev.plenum.sfu.control.TransportSpec;
import dev.plenum.sfu.counters.MediaCounters;
import dev.plenum.sfu.ice.IceCredentials;
import dev.plenum.sfu.room.RoomShard;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A room as other threads see it: every call becomes a command of the loop that serves the room.
 */
final class SfuRoom implements MediaRoom {

  private final ShardLoop loop;
  private final RoomShard shard;
  private final MediaCounters counters;
  private final List<IceCandidate> candidates;
  private final String ufragPrefix;

  SfuRoom(
      ShardLoop loop,
      RoomShard shard,
      MediaCounters counters,
      List<IceCandidate> candidates,
      String ufragPrefix) {
    this.loop = loop;
    this.shard = shard;
    this.counters = counters;
    this.candidates = candidates;
    this.ufragPrefix = ufragPrefix;
  }

  @Override
  public List<IceCandidate> candidates() {
    return candidates;
  }

  @Override
  public IceParameters newIceParameters() {
    IceCredentials credentials = IceCredentials.generate(ufragPrefix);
    return new IceParameters(credentials.ufrag(), credentials.pwd());
  }

  @Override
  public CompletionStage<Void> connect(TransportSpec spec) {
    return run(() -> shard.connect(spec, loop.nowNanos()));
  }

  @Override
  public CompletionStage<Void> renegotiate(TransportSpec spec) {
    return run(() -> shard.renegotiate(spec, loop.nowNanos()));
  }

  @Override
  public void disconnect(String participantId) {
    loop.postReserved(() -> shard.disconnect(participantId, loop.nowNanos()));
  }

  @Override
  public void layout(String participantId, Layout layout) {
    loop.post(() -> shard.layout(participantId, layout));
  }

  @Override
  public void mute(int csrc, boolean muted) {
    loop.postReserved(() -> shard.mute(csrc, muted, loop.nowNanos()));
  }

  @Override
  public CounterReader counters() {
    return counters;
  }

  @Override
  public CompletionStage<List<SourceStatus>> sources() {
    return ask(() -> shard.sources(loop.nowNanos()));
  }

  @Override
  public CompletionStage<Optional<AllocationStatus>> allocation(String participantId) {
    return ask(() -> shard.allocation(participantId, loop.nowNanos()));
  }

  @Override
  public void close() {
    loop.postReserved(
        () -> {
          shard.close(loop.nowNanos());
          loop.remove(shard);
        });
  }

  private CompletionStage<Void> run(Runnable command) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    post(
        done,
        () -> {
          command.run();
          done.complete(null);
        });
    return done;
  }

  private <T> CompletionStage<T> ask(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    post(answer, () -> answer.complete(question.get()));
    return answer;
  }

  private void post(CompletableFuture<?> outcome, Runnable command) {
    boolean posted =
        loop.post(
            () -> {
              try {
                command.run();
              } catch (RuntimeException bug) {
                outcome.completeExceptionally(bug);
                throw bug;
              }
            });
    if (!posted) {
      outcome.completeExceptionally(
          new MediaOverloadedException("loop " + loop.index() + " has too many commands waiting"));
    }
  }
}
