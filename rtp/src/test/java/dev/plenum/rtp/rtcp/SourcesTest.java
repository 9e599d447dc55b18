package dev.plenum.rtp.rtcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.Hex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Source descriptions and goodbyes. */
final class SourcesTest {
  private final RtcpPacket rtcp = new RtcpPacket();
  private final SourceDescription description = new SourceDescription();
  private final byte[] written = new byte[400];

  @Test
  void shouldWalkOverItemsOfSeveralSources() {
    wrap(
        "83 ca 0007",
        "00000001 01 02 6162 06 00 00 00", // CNAME "ab", empty TOOL, end of items, filled up
        "00000002 00 000000", // no item at all
        "00000003 01 01 63 00"); // CNAME "c", its end filling the word

    assertThat(items()).containsExactly("1 type 1 ab", "1 type 6 ", "3 type 1 c");
  }

  @Test
  void shouldStopWhereAnItemRunsOver() {
    wrap("82 ca 0004", "00000001 01 01 61 01", "09 000000", "00000002");
    assertThat(items()).containsExactly("1 type 1 a");
  }

  @Test
  void shouldStopWhereASourceIsMissing() {
    wrap("82 ca 0002", "00000001 01 01 61 00");
    assertThat(items()).containsExactly("1 type 1 a");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 36, 255})
  void shouldReadTheCnameItWrites(int size) {
    byte[] cname = "x".repeat(size).getBytes(UTF_8);
    Arrays.fill(written, (byte) 0x77);
    int length = new RtcpWriter().begin(written, 0).sdesCname(0x7f, cname).end();
    assertThat(length % 4).isZero();
    assertThat(rtcp.wrap(written, 0, length)).isTrue();
    assertThat(rtcp.next()).isTrue();

    assertThat(items()).containsExactly("7f type 1 " + "x".repeat(size));
  }

  @Test
  void shouldReadAndWriteGoodbye() {
    wrap("82 cb 0003 00000001 fffffff2 03627965");
    Goodbye goodbye = new Goodbye();
    assertThat(goodbye.wrap(rtcp)).isTrue();
    assertThat(goodbye.count()).isEqualTo(2);
    assertThat(goodbye.ssrc(0)).isEqualTo(1);
    assertThat(goodbye.ssrc(1)).isEqualTo(0xfffffff2);

    wrap("82 cb 0001 00000001");
    assertThat(goodbye.wrap(rtcp)).isFalse();

    int length = new RtcpWriter().begin(written, 0).bye(5).end();
    assertThat(Arrays.copyOf(written, length)).isEqualTo(Hex.bytes("81 cb 0001 00000005"));
  }

  @Test
  void shouldNotTakeOnePartForAnother() {
    wrap("81 cb 0001 00000001");
    assertThat(description.wrap(rtcp)).isFalse();
    assertThat(description.next()).isFalse();

    wrap("81 ca 0001 00000001");
    assertThat(new Goodbye().wrap(rtcp)).isFalse();
  }

  private List<String> items() {
    List<String> items = new ArrayList<>();
    assertThat(description.wrap(rtcp)).isTrue();
    while (description.next()) {
      String text =
          new String(description.bytes(), description.textOffset(), description.textBytes(), UTF_8);
      items.add(
          Integer.toHexString(description.ssrc()) + " type " + description.type() + " " + text);
    }
    return items;
  }

  private void wrap(String... hex) {
    byte[] bytes = Hex.bytes(hex);
    assertThat(rtcp.wrap(bytes, 0, bytes.length)).isTrue();
    assertThat(rtcp.next()).isTrue();
  }
}
