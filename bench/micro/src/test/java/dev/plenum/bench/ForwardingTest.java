package dev.plenum.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.plenum.rtp.HeaderExtension;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.rtp.dd.DependencyDescriptor;
import dev.plenum.rtp.dd.DependencyDescriptorReader;
import dev.plenum.rtp.dd.DependencyDescriptorReader.Result;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The benchmarks measure what they say. */
class ForwardingTest {

  @ParameterizedTest
  @EnumSource(names = {"VP8", "H264", "VP9", "AV1"})
  void shouldForwardEverythingToEverybody(Codec codec) {
    Forwarding benchmark = new Forwarding();
    benchmark.codec = codec;
    benchmark.receivers = 10;

    assertThatCode(benchmark::watch).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(names = {"H264", "VP9", "AV1"})
  void shouldDescribeFramesAsTheSpecificationHasIt(Codec codec) {
    Camera camera = new Camera(codec);
    var reader = new DependencyDescriptorReader();
    var descriptor = new DependencyDescriptor();
    int id = Objects.requireNonNull(Camera.EXTENSIONS.get(HeaderExtension.DEPENDENCY_DESCRIPTOR));

    for (int i = 0; i < 1_000; i++) {
      RtpPacket packet = camera.next();
      Result result =
          reader.read(
              packet.bytes(), packet.extensionOffset(id), packet.extensionBytes(id), descriptor);

      assertThat(result).isEqualTo(Result.OK);
      assertThat(descriptor.structureAttached()).isEqualTo(i == 0);
    }
    var structure = Objects.requireNonNull(reader.structure());
    assertThat(structure.spatialLayerCount()).isEqualTo(codec == Codec.H264 ? 1 : 3);
    assertThat(structure.temporalLayerCount()).isEqualTo(3);
  }
}
