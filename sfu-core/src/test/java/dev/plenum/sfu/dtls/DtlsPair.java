package dev.plenum.sfu.dtls;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSTransport;
import org.jspecify.annotations.Nullable;

/** An endpoint and a client, joined by a path that may lose datagrams. */
final class DtlsPair implements DtlsListener {
  static final DtlsIdentity SERVER = DtlsIdentity.generate();
  static final DtlsIdentity CLIENT = DtlsIdentity.generate();
  static final DtlsGate GATE = new DtlsGate(2, () -> 0);

  private static final Executor VIRTUAL = Executors.newVirtualThreadPerTaskExecutor();

  final CompletableFuture<DtlsKeys> established = new CompletableFuture<>();
  final CompletableFuture<DtlsFailure> failed = new CompletableFuture<>();
  final CompletableFuture<RuntimeException> broken = new CompletableFuture<>();
  final CompletableFuture<Boolean> closedByPeer = new CompletableFuture<>();
  final DtlsEndpoint endpoint;
  final DtlsClient client;

  private final BooleanSupplier isLost;
  private final List<Fingerprint> expected;
  private Consumer<byte[]> listener = datagram -> {};

  DtlsPair(Fingerprint expected, BooleanSupplier isLost, int... profiles) {
    this.expected = List.of(expected);
    this.isLost = isLost;
    this.endpoint = new DtlsEndpoint(SERVER, this.expected, GATE, this::toClient, this);
    this.client = new DtlsClient(CLIENT, this::toServer, profiles);
  }

  /** A lossless pair of which each trusts the other. */
  static DtlsPair trusting(int... profiles) {
    return new DtlsPair(CLIENT.fingerprint(), () -> false, profiles);
  }

  /** Such a pair, and somebody who reads along what the client sends. */
  static DtlsPair overheard(int profile, Consumer<byte[]> listener) {
    DtlsPair pair = trusting(profile);
    pair.listener = listener;
    return pair;
  }

  /** Starts the client; completes with its transport when it has finished. */
  CompletableFuture<DTLSTransport> connect() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return client.connect();
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        },
        VIRTUAL);
  }

  @Override
  public void established(DtlsKeys keys) {
    established.complete(keys);
  }

  @Override
  public void failed(DtlsFailure failure) {
    failed.complete(failure);
  }

  @Override
  public void broken(RuntimeException bug) {
    broken.complete(bug);
  }

  @Override
  public void closedByPeer() {
    closedByPeer.complete(true);
  }

  /** What the client's export should be, from the endpoint's keys. */
  static byte[] exported(@Nullable DtlsKeys keys) {
    if (keys == null) {
      return new byte[0];
    }
    return org.bouncycastle.util.Arrays.concatenate(
        keys.clientKey(), keys.serverKey(), keys.clientSalt(), keys.serverSalt());
  }

  private synchronized void toServer(byte[] bytes, int offset, int length) {
    if (!isLost.getAsBoolean()) {
      listener.accept(Arrays.copyOfRange(bytes, offset, offset + length));
      endpoint.receive(bytes, offset, length);
    }
  }

  private void toClient(byte[] bytes, int offset, int length) {
    if (!isLost.getAsBoolean()) {
      client.deliver(bytes, offset, length);
    }
  }
}
