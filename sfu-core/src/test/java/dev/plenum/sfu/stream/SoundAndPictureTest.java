package dev.plenum.sfu.stream;

import static dev.plenum.sfu.stream.TestPackets.MILLIS;
import static dev.plenum.sfu.stream.TestPackets.OPUS;
import static dev.plenum.sfu.stream.TestPackets.SECONDS;
import static dev.plenum.sfu.stream.TestPackets.VP8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plenum.rtp.rtcp.RtcpPacket;
import dev.plenum.rtp.rtcp.RtcpWriter;
import dev.plenum.rtp.rtcp.SenderReport;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.SourceKind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Timestamps and sender reports of slots, over many switches. */
class SoundAndPictureTest {
  private static final long EPOCH_NANOS = 1_795_000_000L * SECONDS;

  private final TestSlot sound = new TestSlot(0, SlotSpec.Kind.AUDIO, List.of(OPUS));
  private final TestSlot picture = new TestSlot(0, SlotSpec.Kind.VIDEO, List.of(VP8));

  /** Sound without any sender report: it never overlaps and never runs away from the real time. */
  @Test
  void shouldKeepPaceWithRealTimeOverManySwitches() {
    Random random = new Random(1);
    Person[] people = {new Person(1, 0, 0), new Person(2, 0, 0), new Person(3, 0, 0)};
    for (long millis = 0; millis < 600_000; millis += 20) {
      for (Person person : people) {
        person.speak(millis, random.nextInt(5));
      }
      if (millis % 60 == 0) {
        Source source = people[random.nextInt(people.length)].microphone;
        sound.forwarder.target(source, millis * MILLIS);
      }
    }
    TestSlot.Sent first = sound.sent.getFirst();
    TestSlot.Sent before = first;
    for (TestSlot.Sent sent : sound.sent.subList(1, sound.sent.size())) {
      assertThat(sent.packet().timestamp() - before.packet().timestamp())
          .isGreaterThanOrEqualTo(960);
      long shown = (sent.packet().timestamp() - first.packet().timestamp()) * 1_000L / 48;
      long real = (sent.nanos() - first.nanos()) / 1_000;
      assertThat(shown - real).isBetween(-500_000L, 500_000L);
      before = sent;
    }
    assertThat(sound.sent.size()).isGreaterThan(20_000);
  }

  /**
   * Two people whose clocks and networks differ: whoever is in the slots, what was captured at one
   * moment bears, by the slots' reports, one time.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldKeepSpeakersLipsInTime(long seed) {
    Random random = new Random(seed);
    Person[] people = {new Person(1, 5, 3_000 * SECONDS), new Person(2, 120, -40 * SECONDS)};
    int checked = 0;
    for (long millis = 20; millis < 60_000; millis += 20) {
      for (Person person : people) {
        if (millis % 1_000 == 20) {
          person.report(millis, random.nextInt(30));
        }
        person.speak(millis, random.nextInt(10));
        person.show(millis, random.nextInt(19));
      }
      if (millis > 5_000 && millis % 500 == 0) {
        Person person = people[random.nextInt(2)];
        sound.forwarder.target(person.microphone, millis * MILLIS);
        picture.show(person.camera, 0, millis * MILLIS);
      }
      long nowNanos = millis * MILLIS + 19 * MILLIS;
      if (sound.sendStream.isSenderReportDue(nowNanos)) {
        sound.sendStream.writeSenderReport(new RtcpWriter().begin(new byte[64], 0), 1, nowNanos);
      }
      if (millis > 6_000 && sound.last().packet().csrc(0) == picture.last().packet().csrc(0) - 10) {
        assertThat(capturedNanos(sound, 48_000, nowNanos))
            .isCloseTo(capturedNanos(picture, 90_000, nowNanos), within(2 * MILLIS));
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(2_000);
  }

  /** After a switch, the time that the slot's report gives stays on the line of the one before. */
  @Test
  void shouldNotBendTheSlotsClockAtSwitch() {
    Person near = new Person(1, 5, 0);
    Person far = new Person(2, 180, 77 * SECONDS);
    long line = 0;
    for (long millis = 20; millis < 20_000; millis += 20) {
      if (millis % 1_000 == 20) {
        near.report(millis, 0);
        far.report(millis, 0);
      }
      near.speak(millis, 0);
      far.speak(millis, 0);
      if (millis % 2_000 == 0) {
        Person person = millis % 4_000 == 0 ? near : far;
        sound.forwarder.target(person.microphone, millis * MILLIS);
      }
      if (millis > 2_100) {
        long nowNanos = millis * MILLIS;
        long offset = Math.floorMod(reported(sound, nowNanos) - millis * 48, 1L << 32);
        line = line == 0 ? offset : line;
        assertThat(offset).isCloseTo(line, within(48 * 25L));
      }
    }
  }

  @Test
  void shouldReportAtOnceAfterSwitchAndThenOnceASecond() {
    Person one = new Person(1, 0, 0);
    Person other = new Person(2, 0, 0);
    one.report(0, 0);
    other.report(0, 0);
    int reports = 0;
    for (long millis = 20; millis < 4_000; millis += 20) {
      one.speak(millis, 0);
      other.speak(millis, 0);
      if (millis == 20 || millis == 1_500) {
        Person person = millis == 20 ? one : other;
        sound.forwarder.target(person.microphone, millis * MILLIS);
      }
      if (sound.sendStream.isSenderReportDue(millis * MILLIS)) {
        assertThat(reported(sound, millis * MILLIS)).isNotNegative();
        reports++;
      }
    }
    assertThat(reports).isEqualTo(5);
  }

  /** When, by the slot's report, the last packet that the slot sent was captured. */
  private static long capturedNanos(TestSlot slot, int clockRateHz, long nowNanos) {
    long report = reported(slot, nowNanos);
    TestSlot.Sent last = slot.last();
    // Content says when it was captured; the report says what timestamp that moment has.
    long capturedMillis = last.original();
    long claimed =
        nowNanos + ClockRate.nanos(last.packet().timestamp() - (int) report, clockRateHz);
    return claimed - capturedMillis * MILLIS;
  }

  private static long reported(TestSlot slot, long nowNanos) {
    byte[] bytes = new byte[64];
    RtcpWriter writer = new RtcpWriter().begin(bytes, 0);
    assertThat(slot.sendStream.writeSenderReport(writer, 1L << 40, nowNanos)).isTrue();
    RtcpPacket packet = new RtcpPacket();
    assertThat(packet.wrap(bytes, 0, writer.end())).isTrue();
    assertThat(packet.next()).isTrue();
    SenderReport report = new SenderReport();
    assertThat(report.wrap(packet)).isTrue();
    return Integer.toUnsignedLong(report.rtpTimestamp());
  }

  /** Somebody with a microphone and a camera, whose packets tell when they were captured. */
  private static final class Person {
    private final long delayMillis;
    private final long clockNanos;
    private final int firstTimestamp;
    private final Source microphone;
    private final Source camera;
    private final TestLayer voice;
    private final TestLayer face;
    private int sequence;

    Person(int number, long delayMillis, long clockNanos) {
      this.delayMillis = delayMillis;
      this.clockNanos = clockNanos;
      firstTimestamp = number * 0x3333_3333;
      PublisherClock clock = new PublisherClock();
      List<CodecSpec> opus = List.of(OPUS);
      List<CodecSpec> vp8 = List.of(VP8);
      voice = new TestLayer('v', 0, TestPackets.stream(number, opus, clock));
      face = new TestLayer('f', 0, TestPackets.stream(100 + number, vp8, clock));
      microphone = new Source(number, SourceKind.MICROPHONE, opus, 1);
      camera = new Source(10 + number, SourceKind.CAMERA, vp8, 1);
      microphone.put(0, voice.stream, 0);
      camera.put(0, face.stream, 0);
    }

    /** A report arrives after the usual delay and some more. */
    void report(long nowMillis, long jitterMillis) {
      long sent = nowMillis - delayMillis;
      long ntp = NtpTime.ofUnixNanos(EPOCH_NANOS + clockNanos + sent * MILLIS);
      long arrival = (nowMillis + jitterMillis) * MILLIS;
      voice.stream.onSenderReport(ntp, timestamp(sent, 48), arrival);
      face.stream.onSenderReport(ntp, timestamp(sent, 90), arrival);
    }

    void speak(long nowMillis, long jitterMillis) {
      sequence++;
      int captured = (int) (nowMillis - delayMillis);
      byte[] payload = {1, 'v', (byte) (captured >> 16), (byte) (captured >> 8), (byte) captured};
      send(voice, OPUS, timestamp(captured, 48), payload, nowMillis + jitterMillis);
    }

    void show(long nowMillis, long jitterMillis) {
      int captured = (int) (nowMillis - delayMillis);
      int[] body = {'f', captured >> 16, captured >> 8, captured};
      byte[] payload = TestPackets.vp8(true, true, sequence & 0x7fff, sequence & 0xff, body);
      send(face, VP8, timestamp(captured, 90), payload, nowMillis + jitterMillis);
    }

    private void send(
        TestLayer layer, CodecSpec codec, int timestamp, byte[] payload, long millis) {
      layer.deliver(
          TestPackets.packet(
              layer.stream.ssrc(),
              codec.payloadType(),
              sequence & 0xffff,
              timestamp,
              false,
              payload),
          millis * MILLIS);
    }

    private int timestamp(long millis, int unitsPerMilli) {
      return firstTimestamp + (int) millis * unitsPerMilli;
    }
  }
}
