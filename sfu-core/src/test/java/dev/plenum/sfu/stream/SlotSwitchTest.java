package dev.plenum.sfu.stream;

import static dev.plenum.sfu.stream.TestPackets.H264;
import static dev.plenum.sfu.stream.TestPackets.MILLIS;
import static dev.plenum.sfu.stream.TestPackets.VP8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.SourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a slot sends, as tables. Events, 10 ms apart:
 *
 * <pre>
 *  >A    the slot is to show source A, >- nothing
 *  A7    packet 7 of A arrives, A7K begins a key frame, A7P is padding only, A7H is H.264
 *  A!    source A ends; A# is muted, A+ is unmuted
 *  ?3    the receiver asks for its lost packet 3
 *  ..    300 ms pass
 * </pre>
 *
 * Outcomes are the slot's number and the publisher's packet, such as {@code 3:A7}, {@code 3:-} for
 * an empty packet, {@code ~3:A7} for a retransmission and {@code ~3:no} for its refusal.
 */
class SlotSwitchTest {
  private static final List<CodecSpec> CODECS = List.of(VP8, H264);

  private final TestLayer a = new TestLayer('A', 10, 1_000, CODECS);
  private final TestLayer b = new TestLayer('B', 20, 0x7fff_0000, CODECS);
  private final Source sourceA = source(1, a);
  private final Source sourceB = source(2, b);
  private final TestSlot slot = new TestSlot(0, SlotSpec.Kind.VIDEO, CODECS);
  private final StringJoiner outcome = new StringJoiner(" ");
  private long nowNanos;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          waits for first key frame        | A1 >A A2 A3K A4            | 0:A3 1:A4
          old goes on until key frame      | A1 B1 >A A2K A3 >B B2 A4 B3K A5 B4 | 0:A2 1:A3 2:A4 3:B3 4:B4
          switch back before key frame     | A1 B1 >A A2K >B B2 >A A3 B3K A4 | 0:A2 1:A3 2:A4
          switch back and forth            | A1 B1 >A A2K >B B2K >A B3 A9K A10 | 0:A2 1:B2 2:B3 3:A9 4:A10
          old source ends                  | A1 B1 >A A2K >B A! A3 B2 B3K B4 | 0:A2 1:B3 2:B4
          shown source ends                | A1 >A A2K A! A3             | 0:A2
          nothing to show                  | A1 >A A2K >- A3 >A A4 A5K   | 0:A2 1:A5
          target sends nothing             | A1 >A A2K >B A3             | 0:A2
          target is muted                  | A1 B1 B# >A A2K >B A3 B2K B+ B3 B4K | 0:A2 1:B4
          muted while shown                | A1 >A A2K A# A3 A+ A4 A5K   | 0:A2 1:A5
          codec changes                    | A1 >A A2K A3 A4H A5HK A6H   | 0:A2 1:A3 2:A5 3:A6
          numbers of publisher wrap        | A65533 >A A65534K A65535 A65536 A65537 | 0:A65534 1:A65535 2:A65536 3:A65537
          reordered                        | A1 >A A2K A4 A3 A5          | 0:A2 2:A4 1:A3 3:A5
          reordered across the wrap        | A65533 >A A65534K A65536 A65535 A65537 | 0:A65534 2:A65536 1:A65535 3:A65537
          late packet of old source        | A1 B1 >A A2K A4 >B B2K A3 B3 | 0:A2 2:A4 3:B2 4:B3
          late packet from before switch   | A1 B1 >A A2K >B B2 B4K B3 B5 | 0:A2 1:B4 2:B5
          loss before the switch           | A1 B1 >A A2K A5 >B B2K      | 0:A2 3:A5 4:B2
          loss after the switch            | A1 B1 >A A2K >B B2K B4 B3   | 0:A2 1:B2 3:B4 2:B3
          duplicate                        | A1 >A A2K A3 A3 A2K A4      | 0:A2 1:A3 2:A4
          padding leaves no gap            | A1 >A A2K A3P A4P A5 A6P A7 | 0:A2 1:A5 2:A7
          padding behind a loss            | A1 >A A2K A4P A5 A3 A6      | 0:A2 2:A5 1:A3 3:A6
          late padding fills its hole      | A1 >A A2K A4 A3P A5         | 0:A2 2:A4 1:- 3:A5
          padding is no start              | A1 >A A2P A3K               | 0:A3
          asks again                       | A1 >A A2K A3 A4 ?1          | 0:A2 1:A3 2:A4 ~1:A3
          asks again behind padding        | A1 >A A2K A3P A4 A5 ?1 ?2   | 0:A2 1:A4 2:A5 ~1:A4 ~2:A5
          asks across a switch             | A1 B1 >A A2K A3 >B B7K B8 ?0 ?1 ?2 ?3 | 0:A2 1:A3 2:B7 3:B8 ~0:A2 ~1:A3 ~2:B7 ~3:B8
          asks too soon                    | A1 >A A2K ?0 ?0 .. ?0       | 0:A2 ~0:A2 ~0:no ~0:A2
          asks for what was never sent     | A1 >A A2K ?1 ?65535          | 0:A2 ~1:no ~65535:no
          asks for what never came         | A1 >A A2K A4 ?1              | 0:A2 2:A4 ~1:no
          asks for what came since         | A1 >A A2K A4 A3 ?1           | 0:A2 2:A4 1:A3 ~1:A3
          asks when the source has ended   | A1 B1 >A A2K >B B2K A! ?0    | 0:A2 1:B2 ~0:no
          late key frame start             | A1 >A A2 A4 A3K A5 ?1        | 0:A3 2:A5 ~1:A4
          """)
  void shouldSend(String name, String events, String expected) {
    for (String event : events.strip().split(" +")) {
      nowNanos += 10 * MILLIS;
      play(event);
    }
    assertThat(outcome.toString()).as(name).isEqualTo(expected.strip());
  }

  private void play(String event) {
    if (event.equals("..")) {
      nowNanos += 290 * MILLIS;
    } else if (event.startsWith(">")) {
      Source source = event.equals(">-") ? null : sourceOf(event.charAt(1));
      slot.show(source, 0, nowNanos);
    } else if (event.startsWith("?")) {
      ask(Integer.parseInt(event.substring(1)));
    } else if (event.endsWith("!")) {
      sourceOf(event.charAt(0)).close(nowNanos);
    } else if (event.endsWith("#") || event.endsWith("+")) {
      sourceOf(event.charAt(0)).mute(event.endsWith("#"), nowNanos);
    } else {
      arrive(event);
    }
  }

  private void arrive(String event) {
    TestLayer layer = event.charAt(0) == 'A' ? a : b;
    long sequence = Long.parseLong(event.replaceAll("\\D", ""));
    CodecSpec codec = event.contains("H") ? H264 : VP8;
    RtpPacket packet;
    if (event.endsWith("P")) {
      packet = layer.padding(codec, sequence);
    } else if (codec.equals(H264)) {
      packet = layer.packet(codec, sequence, h264(event.charAt(0), sequence, event.endsWith("K")));
    } else {
      packet = layer.video(codec, sequence, event.endsWith("K"));
    }
    int before = slot.sent.size();
    layer.deliver(packet, nowNanos);
    for (TestSlot.Sent sent : slot.sent.subList(before, slot.sent.size())) {
      outcome.add(sent.sequence() + ":" + describe(sent.packet()));
      assertThat(sent.packet().sequenceNumber()).isEqualTo((int) sent.sequence() & 0xffff);
      assertThat(sent.packet().payloadType()).isEqualTo(codec.payloadType());
      assertThat(sent.packet().ssrc()).isEqualTo(TestSlot.SSRC);
    }
  }

  private void ask(int sequence) {
    RtpPacket repeated = slot.retransmitted(sequence, nowNanos);
    outcome.add("~" + sequence + ":" + (repeated == null ? "no" : describe(repeated)));
    if (repeated != null) {
      assertThat(repeated.sequenceNumber()).isEqualTo(sequence);
      for (TestSlot.Sent sent : slot.sent) {
        if (sent.sequence() == sequence) {
          assertThat(contentOf(repeated)).isEqualTo(contentOf(sent.packet()));
        }
      }
    }
  }

  /** Everything but the order in which header extensions are padded: it must be the same packet. */
  private static List<Object> contentOf(RtpPacket packet) {
    List<Object> content = new ArrayList<>();
    content.add(packet.timestamp());
    content.add(packet.marker());
    content.add(packet.payloadType());
    content.add(packet.csrc(0));
    for (int i = 0; i < packet.payloadBytes(); i++) {
      content.add(packet.bytes()[packet.payloadOffset() + i]);
    }
    return content;
  }

  private String describe(RtpPacket packet) {
    if (packet.payloadBytes() == 0) {
      return "-";
    }
    char name = TestSlot.nameOf(packet);
    assertThat(packet.csrcCount()).isEqualTo(1);
    assertThat(packet.csrc(0)).isEqualTo(name == 'A' ? 1 : 2);
    return name + "" + TestSlot.originalOf(packet);
  }

  private Source sourceOf(char name) {
    return name == 'A' ? sourceA : sourceB;
  }

  private static Source source(int csrc, TestLayer layer) {
    Source source = new Source(csrc, SourceKind.CAMERA, CODECS, 1);
    source.put(0, layer.stream, 0);
    return source;
  }

  /** A single NAL unit: sequence parameters or a slice, then the test's name and number. */
  private static byte[] h264(int name, long sequence, boolean key) {
    return new byte[] {
      (byte) (key ? 0x65 : 0x61),
      0,
      0,
      (byte) name,
      (byte) (sequence >> 16),
      (byte) (sequence >> 8),
      (byte) sequence
    };
  }
}
