package dev.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.HeaderExtension;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.RtpWriter;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.rtp.rtcp.RtcpKind;
import dev.plenum.rtp.rtcp.RtcpPacket;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.DropReason;
import dev.plenum.sfu.control.Layout;
import dev.plenum.sfu.control.PublishSpec;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.sfu.control.TransportState;
import dev.plenum.sfu.port.DatagramBatch;
import dev.plenum.sfu.srtp.SrtpEngine;
import dev.plenum.sfu.srtp.SrtpProfile;
import dev.plenum.sfu.testkit.RecordingListener;
import dev.plenum.sfu.testkit.TestLoop;
import dev.plenum.sfu.testkit.TestPeer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomShardTest {

  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final CodecSpec VP8 = new CodecSpec(Codec.VP8, 96, 90_000, 97, "");
  private static final CodecSpec OPUS = new CodecSpec(Codec.OPUS, 111, 48_000, -1, "");
  private static final Map<HeaderExtension, Integer> EXTENSIONS =
      Map.of(HeaderExtension.MID, 1, HeaderExtension.AUDIO_LEVEL, 2);
  private static final int CAMERA = 7;
  private static final int MICROPHONE = 8;

  private final TestLoop loop = new TestLoop(SrtpEngine.jce());
  private final RecordingListener events = new RecordingListener();
  private final RoomShard room = loop.openRoom(events);
  private final TestPeer publisher = new TestPeer(loop, SrtpEngine.jce(), "publisher", 1);
  private final TestPeer viewer = new TestPeer(loop, SrtpEngine.jce(), "viewer", 2);
  private final List<RtpCopy> seen = new ArrayList<>();
  private final Set<RtcpKind> asked = EnumSet.noneOf(RtcpKind.class);

  @BeforeEach
  void connect() {
    room.connect(
        publisher.spec(
            List.of(
                new PublishSpec(
                    "0",
                    MICROPHONE,
                    SourceKind.MICROPHONE,
                    false,
                    List.of(OPUS),
                    List.of(),
                    List.of()),
                new PublishSpec(
                    "1", CAMERA, SourceKind.CAMERA, false, List.of(VP8), List.of(), List.of())),
            List.of(),
            EXTENSIONS),
        loop.nowNanos());
    room.connect(
        viewer.spec(
            List.of(),
            List.of(
                new SlotSpec("0", SlotSpec.Kind.AUDIO, 100, 0, List.of(OPUS)),
                new SlotSpec("1", SlotSpec.Kind.VIDEO, 200, 201, List.of(VP8))),
            Map.of()),
        loop.nowNanos());
    publisher.connect();
    viewer.connect();
    publisher.awaitConnected(() -> events.count(TransportState.CONNECTED) == 2);
    viewer.onRtp((packet, length) -> seen.add(RtpCopy.of(packet, length)));
    publisher.onRtcp(this::noteKinds);
    tick();
  }

  @Test
  void shouldForwardCameraAndMicrophone() {
    room.layout("viewer", new Layout(List.of(new Layout.Tile(CAMERA, 640, 360, 1)), 0));
    tick();
    for (int i = 0; i < 50; i++) {
      sendVideo(i, asked.contains(RtcpKind.PICTURE_LOSS));
      sendAudio(i);
      tick();
    }

    List<RtpCopy> video = seen.stream().filter(packet -> packet.ssrc == 200).toList();
    assertThat(video).hasSizeBetween(45, 49).allMatch(packet -> packet.csrc == CAMERA);
    for (int i = 1; i < video.size(); i++) {
      assertThat(video.get(i).sequenceNumber)
          .isEqualTo((video.get(i - 1).sequenceNumber + 1) & 0xffff);
    }
    assertThat(seen)
        .filteredOn(packet -> packet.ssrc == 100)
        .hasSizeGreaterThanOrEqualTo(48)
        .allMatch(packet -> packet.csrc == MICROPHONE);
  }

  @Test
  void shouldForwardNoMicrophoneToWhoAsksForSilence() {
    Layout.Tile tile = new Layout.Tile(CAMERA, 640, 360, 1);
    room.layout("viewer", new Layout(List.of(tile), Layout.SILENCE));
    tick();
    for (int i = 0; i < 50; i++) {
      sendVideo(i, asked.contains(RtcpKind.PICTURE_LOSS));
      sendAudio(i);
      tick();
    }

    assertThat(seen).isNotEmpty().allMatch(packet -> packet.csrc == CAMERA);
  }

  @Test
  void shouldSendSoundBeforePicturesThatCameBeforeIt() {
    showCamera();
    sendAudio(0);
    tick();
    seen.clear();

    loop.batch(
        () -> {
          sendVideo(5, false);
          sendAudio(1);
        });

    assertThat(seen).extracting(packet -> packet.csrc).containsExactly(MICROPHONE, CAMERA);
  }

  @Test
  void shouldKeepSoundAndBringPicturesBackWhereTheLoopHadNoTimeForThem() {
    showCamera();
    sendAudio(0);
    tick();
    seen.clear();

    loop.batch(
        () -> {
          for (int i = 5; i < 60; i++) {
            sendVideo(i, false);
            sendAudio(i);
            loop.pass(TICK_NANOS);
          }
          assertThat(loop.turns().isCalled()).isTrue();
          assertThat(seen).hasSize(55).allMatch(packet -> packet.csrc == MICROPHONE);
        });
    assertThat(loop.turns().isCalled()).isFalse();
    seen.clear();

    for (int i = 60; i < 260; i++) {
      sendVideo(i, asked.contains(RtcpKind.PICTURE_LOSS));
      tick();
    }
    assertThat(seen).hasSizeGreaterThan(100).allMatch(packet -> packet.csrc == CAMERA);
  }

  /** What a packet grows by for its receiver has to have room, however long it comes. */
  @ParameterizedTest
  @ValueSource(ints = {1_500, 1_501, 2_000, 2_048})
  void shouldDropOnlyWhatIsLongerThanNetworksCarry(int datagramBytes) {
    showCamera();
    seen.clear();

    sendVideo(5, false, datagramBytes);
    tick();

    boolean tooLong = datagramBytes > 1_500;
    assertThat(loop.counters().dropped(DropReason.RTP_TOO_LONG)).isEqualTo(tooLong ? 1 : 0);
    assertThat(seen).hasSize(tooLong ? 0 : 1);
  }

  /** Not with the next tick: until then, viewers would wait in vain. */
  @Test
  void shouldAskPublisherAtOnceForWhatIsMissing() {
    showCamera();

    sendVideo(5, false);
    assertThat(asked).doesNotContain(RtcpKind.NACK);
    sendVideo(7, false);
    assertThat(asked).contains(RtcpKind.NACK);
  }

  /** So that each receiver's state is touched once. */
  @Test
  void shouldSendAtOnceWhatComesAlone() {
    showCamera();
    sendAlone(5, 30);
    seen.clear();

    loop.batch(
        () -> {
          sendVideo(30, false);
          assertThat(seen).hasSize(1);
        });

    assertThat(seen).hasSize(1);
  }

  @Test
  void shouldLetNeighboursLeaveTogether() {
    showCamera();
    sendAlone(5, 30);
    sendVideo(30, false);
    sendVideo(31, false);
    seen.clear();

    loop.batch(
        () -> {
          sendVideo(32, false);
          assertThat(seen).isEmpty();
          sendVideo(33, false);
        });

    assertThat(seen).hasSize(2);
    int first = seen.getFirst().sequenceNumber;
    assertThat(seen.getLast().sequenceNumber).isEqualTo((first + 1) & 0xffff);
  }

  private void sendAlone(int first, int end) {
    for (int i = first; i < end; i++) {
      sendVideo(i, false);
      tick();
    }
  }

  @Test
  void shouldAskForKeyFrameWhenViewerIsElsewhere() {
    showCamera();
    for (int i = 5; i < 150; i++) { // until a new nomination may take over
      sendVideo(i, false);
      tick();
    }
    assertThat(asked).doesNotContain(RtcpKind.PICTURE_LOSS);

    viewer.move(3);
    viewer.check();
    tick();

    assertThat(asked).contains(RtcpKind.PICTURE_LOSS);
  }

  /** RFC 7675 section 5.1. */
  @Test
  void shouldSendNothingMoreWithoutConsent() {
    showCamera();
    assertThat(seen).isNotEmpty();
    List<Integer> afterwards = new ArrayList<>();
    viewer.onRtcp((packet, length) -> afterwards.add(length));

    loop.advance(TimeUnit.SECONDS.toNanos(31));
    tick();

    assertThat(events.count(TransportState.CLOSED)).isEqualTo(2);
    assertThat(afterwards).isEmpty();
  }

  /** The viewer gets the camera, of which the packets 0 to 4 have come. */
  private void showCamera() {
    room.layout("viewer", new Layout(List.of(new Layout.Tile(CAMERA, 640, 360, 1)), 0));
    tick();
    for (int i = 0; i < 5; i++) {
      sendVideo(i, asked.contains(RtcpKind.PICTURE_LOSS));
      tick();
    }
  }

  private void tick() {
    loop.advance(TICK_NANOS);
    room.tick(loop.nowNanos());
  }

  private void noteKinds(byte[] bytes, int length) {
    RtcpPacket packet = new RtcpPacket();
    assertThat(packet.wrap(bytes, 0, length)).isTrue();
    while (packet.next()) {
      asked.add(packet.kind());
    }
  }

  private void sendVideo(int number, boolean keyFrame) {
    sendVideo(number, keyFrame, 60);
  }

  private void sendVideo(int number, boolean keyFrame, int datagramBytes) {
    asked.clear();
    byte[] head = {
      0x10, (byte) (keyFrame ? 0x00 : 0x01), 0, 0, (byte) 0x9d, 1, 0x2a, 64, 1, 90, 0, 1
    };
    byte[] bytes = new byte[DatagramBatch.DATAGRAM_BYTES];
    RtpWriter writer =
        new RtpWriter()
            .begin(bytes, 0)
            .marker(true)
            .payloadType(96)
            .sequenceNumber(number)
            .timestamp(number * 3_000)
            .ssrc(1111)
            .extension(1, new byte[] {'1'}, 0, 1);
    int headerBytes = writer.headerBytes();
    int tagBytes = SrtpProfile.AEAD_AES_128_GCM.tagBytes();
    byte[] payload = Arrays.copyOf(head, datagramBytes - tagBytes - headerBytes);
    publisher.sendRtp(bytes, writer.payload(payload, 0, payload.length).end(), headerBytes, number);
  }

  private void sendAudio(int number) {
    byte[] bytes = new byte[200];
    RtpWriter writer =
        new RtpWriter()
            .begin(bytes, 0)
            .payloadType(111)
            .sequenceNumber(number)
            .timestamp(number * 960)
            .ssrc(2222)
            .extension(1, new byte[] {'0'}, 0, 1)
            .extension(2, 30, 1);
    int headerBytes = writer.headerBytes();
    publisher.sendRtp(bytes, writer.payload(new byte[60], 0, 60).end(), headerBytes, number);
  }

  private record RtpCopy(int ssrc, int csrc, int sequenceNumber, int timestamp) {

    static RtpCopy of(byte[] bytes, int length) {
      RtpPacket packet = new RtpPacket();
      assertThat(packet.wrap(bytes, 0, length)).isTrue();
      return new RtpCopy(
          packet.ssrc(), packet.csrc(0), packet.sequenceNumber(), packet.timestamp());
    }
  }
}
