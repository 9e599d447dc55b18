package dev.plenum.sfu.dtls;

import static dev.plenum.sfu.dtls.DtlsPair.CLIENT;
import static dev.plenum.sfu.dtls.DtlsPair.GATE;
import static dev.plenum.sfu.dtls.DtlsPair.SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.bouncycastle.tls.DTLSTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DtlsEndpointTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int GCM = 7;
  private static final int GCM_256 = 8;
  private static final int CTR_HMAC = 1;

  @ParameterizedTest
  @ValueSource(ints = {GCM, CTR_HMAC})
  void shouldAgreeOnKeys(int profile) {
    DtlsPair pair = DtlsPair.trusting(profile);

    await(pair.connect());

    DtlsKeys keys = await(pair.established);
    assertThat(keys.profileId()).isEqualTo(profile);
    assertThat(DtlsPair.exported(keys)).isEqualTo(pair.client.exported());
    assertThat(pair.client.serverFingerprint()).isEqualTo(SERVER.fingerprint());
  }

  /** Chromium's ClientHello takes two datagrams, and nothing is answered before the second. */
  @Test
  void shouldTakeASplitClientHello() {
    DtlsPair pair = DtlsPair.trusting(GCM);
    pair.client.sendLimitBytes(100);

    await(pair.connect());

    assertThat(DtlsPair.exported(await(pair.established))).isEqualTo(pair.client.exported());
  }

  @Test
  void shouldPreferTheCheaperProfileWhateverTheClientsOrder() {
    DtlsPair pair = DtlsPair.trusting(CTR_HMAC, GCM_256, GCM);

    await(pair.connect());

    assertThat(await(pair.established).profileId()).isEqualTo(GCM);
    assertThat(pair.client.profile()).isEqualTo(GCM);
  }

  @Test
  void shouldRefuseACertificateThatWasNotAnnounced() {
    DtlsPair pair = new DtlsPair(SERVER.fingerprint(), () -> false, GCM);

    assertThat(pair.connect()).failsWithin(PATIENCE);

    assertThat(await(pair.failed)).isEqualTo(DtlsFailure.FINGERPRINT_MISMATCH);
    assertThat(pair.established).isNotDone();
    assertThat(pair.endpoint.receive(record(20), 0, 20)).isEqualTo(DtlsReceipt.CLOSED);
  }

  @ParameterizedTest
  @CsvSource({"0", "8"})
  void shouldRefuseAClientWithoutASharedProfile(int profile) {
    DtlsPair pair = profile == 0 ? DtlsPair.trusting() : DtlsPair.trusting(profile);

    assertThat(pair.connect()).failsWithin(PATIENCE);

    assertThat(await(pair.failed)).isEqualTo(DtlsFailure.NO_SRTP_PROFILE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldCompleteThoughDatagramsAreLost(long seed) {
    DtlsPair pair = new DtlsPair(CLIENT.fingerprint(), loseOneInFive(seed), GCM);

    CompletableFuture<DTLSTransport> connected = pair.connect();

    assertThat(await(pair.established).profileId()).isEqualTo(GCM);
    // What the client misses of the last flight is sent again when it asks.
    await(connected);
    assertThat(DtlsPair.exported(await(pair.established))).isEqualTo(pair.client.exported());
  }

  @Test
  void shouldServeAHundredHandshakesAtOnce() {
    List<DtlsPair> pairs = new ArrayList<>();
    List<CompletableFuture<DTLSTransport>> connecting = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      DtlsPair pair = DtlsPair.trusting(GCM);
      pairs.add(pair);
      connecting.add(pair.connect());
    }

    connecting.forEach(DtlsEndpointTest::await);
    for (DtlsPair pair : pairs) {
      assertThat(DtlsPair.exported(await(pair.established))).isEqualTo(pair.client.exported());
    }
  }

  @Test
  void shouldSeeThePeersFarewell() throws Exception {
    DtlsPair pair = DtlsPair.trusting(GCM);
    DTLSTransport connected = await(pair.connect());
    await(pair.established);

    connected.close();

    assertThat(await(pair.closedByPeer)).isTrue();
    assertThat(pair.endpoint.receive(record(20), 0, 20)).isEqualTo(DtlsReceipt.CLOSED);
  }

  @Test
  void shouldSayFarewell() throws Exception {
    DtlsPair pair = DtlsPair.trusting(GCM);
    DTLSTransport connected = await(pair.connect());
    await(pair.established);

    pair.endpoint.close();

    byte[] buffer = new byte[1500];
    while (!pair.client.isClosed()) {
      connected.receive(buffer, 0, buffer.length, 100);
    }
    assertThat(pair.closedByPeer).isNotDone();
    assertThat(pair.endpoint.receive(record(20), 0, 20)).isEqualTo(DtlsReceipt.CLOSED);
  }

  @Test
  void shouldEndAHandshakeThatIsClosedMeanwhile() {
    CompletableFuture<byte[]> serverHello = new CompletableFuture<>();
    CompletableFuture<byte[]> alert = new CompletableFuture<>();
    DtlsPair other = DtlsPair.trusting(GCM);
    DtlsEndpoint endpoint =
        new DtlsEndpoint(
            SERVER,
            List.of(CLIENT.fingerprint()),
            GATE,
            (bytes, offset, length) -> {
              byte[] datagram = Arrays.copyOfRange(bytes, offset, offset + length);
              (datagram[0] == DtlsRecords.HANDSHAKE ? serverHello : alert).complete(datagram);
            },
            other);
    DtlsClient client = new DtlsClient(CLIENT, endpoint::receive, GCM);
    Thread connecting =
        Thread.startVirtualThread(
            () -> {
              try {
                client.connect();
              } catch (IOException expected) {
                // The client is deaf, and is interrupted below.
              }
            });
    await(serverHello);

    endpoint.close();

    assertThat(await(alert)[0]).isEqualTo((byte) 21);
    assertThat(other.failed).isNotDone();
    connecting.interrupt();
  }

  @Test
  void shouldBearGarbageBeforeAndDuringAndAfter() {
    Random random = new Random(6347);
    DtlsPair[] slot = new DtlsPair[1];
    DtlsPair pair =
        new DtlsPair(
            CLIENT.fingerprint(),
            () -> {
              for (int i = 0; i < 3; i++) {
                byte[] garbage = garbage(random);
                slot[0].endpoint.receive(garbage, 0, garbage.length);
              }
              return false;
            },
            GCM);
    slot[0] = pair;

    await(pair.connect());

    assertThat(DtlsPair.exported(await(pair.established))).isEqualTo(pair.client.exported());
  }

  @Test
  void shouldCountForgedRecordsOfAnEstablishedAssociation() {
    DtlsPair pair = DtlsPair.trusting(GCM);
    await(pair.connect());
    await(pair.established);

    int forged = 0;
    while (pair.endpoint.receive(forgedRecord(forged), 0, 40) == DtlsReceipt.QUEUED) {
      forged++;
    }

    AtomicLong unused = new AtomicLong();
    int expected = forged; // and what either side repeated, if it was slow
    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          while (unused.addAndGet(pair.endpoint.takeUnused()) < expected) {
            Thread.onSpinWait();
          }
        });
    assertThat(pair.closedByPeer).isNotDone();
  }

  /** Whoever knows the addresses can put in what he likes: the association must not end by it. */
  @Test
  void shouldBearForgeriesOnAnEstablishedAssociation() {
    List<byte[]> heard = new ArrayList<>();
    DtlsPair pair = DtlsPair.overheard(GCM, heard::add);
    await(pair.connect());
    await(pair.established);
    Random random = new Random(5764);

    for (int i = 0; i < 50_000; i++) {
      byte[] forged = forgery(heard.get(random.nextInt(heard.size())), random);
      while (pair.endpoint.receive(forged, 0, forged.length) == DtlsReceipt.OVERFLOW) {
        Thread.onSpinWait();
      }
      assertThat(pair.closedByPeer)
          .as("forgery %d: %s", i, HexFormat.of().formatHex(forged))
          .isNotDone();
    }
  }

  /** A genuine datagram with other bytes here and there, most of them in the headers. */
  private static byte[] forgery(byte[] genuine, Random random) {
    byte[] forged = genuine.clone();
    do {
      int at = random.nextInt(random.nextBoolean() ? Math.min(forged.length, 25) : forged.length);
      forged[at] = (byte) (random.nextBoolean() ? random.nextInt(4) : random.nextInt(256));
    } while (random.nextInt(3) > 0);
    if (random.nextBoolean()) {
      forged[1] = (byte) 0xFE;
      forged[2] = (byte) 0xFD;
    }
    return forged;
  }

  /** Application data under the handshake's keys, but for the keys. */
  private static byte[] forgedRecord(int sequence) {
    byte[] forged = record(40);
    ByteBuffer.wrap(forged).put(0, (byte) 23).putShort(3, (short) 1).putInt(7, 1000 + sequence);
    return forged;
  }

  @Test
  void shouldBoundItsInbox() {
    // A gate without places: the handshake cannot begin.
    DtlsEndpoint endpoint =
        new DtlsEndpoint(
            SERVER,
            List.of(CLIENT.fingerprint()),
            new DtlsGate(0, () -> 0),
            (bytes, offset, length) -> {},
            DtlsPair.trusting());
    int queued = 0;
    while (endpoint.receive(record(40), 0, 40) == DtlsReceipt.QUEUED) {
      queued++;
    }
    assertThat(queued).isEqualTo(16);
    assertThat(endpoint.receive(record(40), 0, 40)).isEqualTo(DtlsReceipt.OVERFLOW);
  }

  @Test
  void shouldRefuseWhatIsNotWholeRecords() {
    DtlsPair pair = DtlsPair.trusting(GCM);
    byte[] hugeMessage = record(40);
    hugeMessage[13] = 1;
    ByteBuffer.wrap(hugeMessage).put(0, (byte) 22).putShort(3, (short) 0).putInt(14, 0x7F_0000_00);

    assertThat(pair.endpoint.receive(record(40), 0, 12)).isEqualTo(DtlsReceipt.MALFORMED);
    assertThat(pair.endpoint.receive(record(40), 0, 39)).isEqualTo(DtlsReceipt.MALFORMED);
    assertThat(pair.endpoint.receive(new byte[0], 0, 0)).isEqualTo(DtlsReceipt.MALFORMED);
    assertThat(pair.endpoint.receive(hugeMessage, 0, 40)).isEqualTo(DtlsReceipt.MALFORMED);
  }

  private static <T> T await(CompletableFuture<T> future) {
    assertThat(future).succeedsWithin(PATIENCE);
    return future.join();
  }

  /** A record of application data in epoch 1 with some length, as a whole datagram. */
  private static byte[] record(int bytes) {
    return ByteBuffer.allocate(bytes)
        .put((byte) 23)
        .putShort((short) 0xFEFD)
        .putShort((short) 1)
        .putShort(11, (short) (bytes - 13))
        .array();
  }

  /** Noise, or records with plausible headers around noise. */
  private static byte[] garbage(Random random) {
    byte[] bytes = new byte[14 + random.nextInt(100)];
    random.nextBytes(bytes);
    if (random.nextBoolean()) {
      byte type = (byte) (20 + random.nextInt(6));
      ByteBuffer.wrap(bytes)
          .put(0, type == 21 ? 23 : type) // an alert in the clear is believed in DTLS 1.2
          .putShort(1, (short) 0xFEFD)
          .putShort(3, (short) (2 + random.nextInt(5)))
          .putShort(11, (short) (bytes.length - 13));
    }
    return bytes;
  }

  /** Until twenty are lost. */
  private static BooleanSupplier loseOneInFive(long seed) {
    Random random = new Random(seed);
    AtomicInteger lost = new AtomicInteger();
    return () -> {
      synchronized (random) {
        return random.nextInt(5) == 0 && lost.incrementAndGet() <= 20;
      }
    };
  }
}
