package dev.plenum.rtp.dd;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.plenum.rtp.BigEndian;
import dev.plenum.rtp.Embedded;
import dev.plenum.rtp.dd.DependencyDescriptorReader.Result;
import java.util.Arrays;

/** Whatever can be read can be written, and is then read as the same. */
final class DependencyDescriptorFuzzTest {
  private final DependencyDescriptor descriptor = new DependencyDescriptor();
  private final DependencyDescriptor again = new DependencyDescriptor();
  private final byte[] written = new byte[1_024];
  private final byte[] rewritten = new byte[1_024];

  /** The input is a row of descriptors, each with its length in a byte before it. */
  @FuzzTest
  void shouldWriteWhatItReads(byte[] input) {
    DependencyDescriptorReader reader = new DependencyDescriptorReader();
    DependencyDescriptorReader secondReader = new DependencyDescriptorReader();
    DependencyDescriptorWriter writer = new DependencyDescriptorWriter();
    byte[] bytes = Embedded.between((byte) 0xff, input);
    int end = Embedded.OFFSET + input.length;
    for (int at = Embedded.OFFSET; at < end; ) {
      int length = Math.min(BigEndian.uint8(bytes, at++), end - at);
      if (reader.read(bytes, at, length, descriptor) == Result.OK) {
        int writtenLength = writer.write(descriptor, written, 0);
        assertThat(secondReader.read(written, 0, writtenLength, again)).isEqualTo(Result.OK);
        assertSame();
        assertThat(writer.write(again, rewritten, 0)).isEqualTo(writtenLength);
        assertThat(Arrays.mismatch(written, rewritten)).isNegative();
      }
      at += length;
    }
  }

  private void assertSame() {
    assertThat(again.frameNumber()).isEqualTo(descriptor.frameNumber());
    assertThat(again.spatialId()).isEqualTo(descriptor.spatialId());
    assertThat(again.temporalId()).isEqualTo(descriptor.temporalId());
    assertThat(again.activeDecodeTargets()).isEqualTo(descriptor.activeDecodeTargets());
    assertThat(again.indications).isEqualTo(descriptor.indications);
    assertThat(again.frameDiffCount()).isEqualTo(descriptor.frameDiffCount());
    for (int i = 0; i < again.frameDiffCount(); i++) {
      assertThat(again.frameDiff(i)).isEqualTo(descriptor.frameDiff(i));
    }
  }
}
