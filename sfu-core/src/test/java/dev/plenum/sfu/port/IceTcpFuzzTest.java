package dev.plenum.sfu.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;

/**
 * Whatever comes over a connection leads to frames or to a counted reason, never to an exception.
 */
class IceTcpFuzzTest {
  private static final IceTcpInbox inbox = new IceTcpInbox(() -> {});
  private static final DatagramBatch batch = new DatagramBatch();

  @FuzzTest(maxDuration = "1m")
  void shouldReadAnyFirstFrame(byte[] frame) {
    String ufrag = BindingRequest.localUfrag(frame, frame.length);
    if (ufrag != null) {
      assertThat(ufrag).matches("[a-zA-Z0-9+/]{4,256}");
    }
  }

  @FuzzTest(maxDuration = "1m")
  void shouldSurviveAnyStream(FuzzedDataProvider data) {
    DropCounters<IceTcpDrop> drops = new DropCounters<>(IceTcpDrop.class);
    EmbeddedChannel channel = connect(drops);
    while (data.remainingBytes() > 0 && channel.isOpen()) {
      channel.writeInbound(Unpooled.wrappedBuffer(data.consumeBytes(data.consumeInt(1, 2 * 2048))));
      for (int drained = inbox.drain(batch); drained > 0; drained = inbox.drain(batch)) {
        assertThat(batch.address(drained - 1).isTcp()).isTrue();
      }
    }
    assertThat(drops.drops(IceTcpDrop.CONNECTION_FAILED)).isZero();
    long counted = 0;
    for (IceTcpDrop reason : IceTcpDrop.values()) {
      counted += drops.drops(reason);
    }
    assertThat(counted).isEqualTo(channel.isOpen() ? 0 : 1);
    channel.finishAndReleaseAll();
  }

  private static EmbeddedChannel connect(DropCounters<IceTcpDrop> drops) {
    return new EmbeddedChannel(
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel created) {
            IceTcpConnection.install(created, 1, IceTcpLimits.DEFAULT, ufrag -> inbox, drops);
          }
        });
  }
}
