package dev.plenum.sfu.port;

import static dev.plenum.sfu.port.BindingRequests.framed;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IceTcpConnectionTest {
  private static final byte[] FIRST = BindingRequests.RFC_5769;
  private static final byte[] SECOND = {22, (byte) 254, (byte) 253};
  private static final byte[] LONG = new byte[0x102];
  private static final byte[] LONGEST = new byte[DatagramBatch.DATAGRAM_BYTES];
  private static final long NUMBER = 42;

  private final DropCounters<IceTcpDrop> drops = new DropCounters<>(IceTcpDrop.class);
  private final DatagramBatch batch = new DatagramBatch();
  private final IceTcpInbox inbox = new IceTcpInbox(() -> {});
  private EmbeddedChannel channel = connect();

  @AfterEach
  void closeConnection() {
    channel.finishAndReleaseAll();
  }

  @Test
  void shouldFindFramesHoweverTheyAreSplit() {
    byte[] stream = framed(FIRST, SECOND, new byte[0], LONG);
    for (int split = 0; split <= stream.length; split++) {
      channel.finishAndReleaseAll();
      channel = connect();
      receive(Arrays.copyOfRange(stream, 0, split));
      receive(Arrays.copyOfRange(stream, split, stream.length));
      assertThat(drain())
          .as("split at %d", split)
          .containsExactly(FIRST, SECOND, new byte[0], LONG);
    }
    assertNoDrops();
  }

  @Test
  void shouldFindFramesThatComeByteByByte() {
    for (byte b : framed(FIRST, SECOND, LONGEST)) {
      receive(b);
    }
    assertThat(drain()).containsExactly(FIRST, SECOND, LONGEST);
    assertNoDrops();
  }

  @Test
  void shouldCarryTheConnectionsAddress() {
    receive(framed(FIRST));
    assertThat(inbox.drain(batch)).isOne();
    assertThat(batch.address(0)).isEqualTo(PeerAddress.tcp(NUMBER));
  }

  @Test
  void shouldCloseWhenTheFirstFrameIsNoBindingRequest() {
    receive(framed(SECOND, FIRST, SECOND));
    assertClosedFor(IceTcpDrop.FIRST_FRAME_INVALID);
  }

  @Test
  void shouldCloseWhenNobodyKnowsTheUfrag() {
    receive(framed(BindingRequests.withUsername("evtk:h6vY"), FIRST));
    assertClosedFor(IceTcpDrop.FIRST_FRAME_UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(ints = {DatagramBatch.DATAGRAM_BYTES + 1, 0xffff})
  void shouldCloseOnAFrameThatIsTooLong(int length) {
    receive((byte) (length >> 8), (byte) length);
    assertClosedFor(IceTcpDrop.FRAME_TOO_LONG);
  }

  @Test
  void shouldCloseOnAFrameThatIsTooLongLater() {
    receive(framed(FIRST));
    receive(framed(new byte[DatagramBatch.DATAGRAM_BYTES + 1]));
    assertThat(drain()).containsExactly(FIRST);
    assertClosedFor(IceTcpDrop.FRAME_TOO_LONG);
  }

  @Test
  void shouldCloseWhenTheFirstFrameTakesTooLongByteByByte() {
    byte[] stream = framed(FIRST);
    for (int second = 0; second < 5; second++) {
      assertThat(channel.isOpen()).isTrue();
      receive(stream[second]);
      pass(1);
    }
    assertClosedFor(IceTcpDrop.FIRST_FRAME_LATE);
  }

  @Test
  void shouldStayOpenAfterTheFirstFrame() {
    receive(framed(FIRST));
    pass(59);
    receive(framed(SECOND));
    pass(59);
    assertThat(channel.isOpen()).isTrue();
    assertNoDrops();
  }

  @Test
  void shouldCloseWhenIdleEvenIfBytesTrickle() {
    receive(framed(FIRST));
    drain();
    byte[] stream = framed(LONGEST);
    for (int second = 0; second < 60; second++) {
      assertThat(channel.isOpen()).isTrue();
      receive(stream[second]);
      pass(1);
    }
    assertClosedFor(IceTcpDrop.IDLE);
  }

  @Test
  void shouldCloseOnAnError() {
    channel.pipeline().fireExceptionCaught(new IOException("Connection reset"));
    assertClosedFor(IceTcpDrop.CONNECTION_FAILED);
  }

  @Test
  void shouldNotCountAPeerThatLeaves() {
    var _ = channel.close();
    pass(5);
    assertNoDrops();
  }

  @Test
  void shouldCountWhatTheLoopIsTooSlowFor() {
    receive(framed(FIRST));
    byte[] stream = framed(LONGEST);
    int sent = 1;
    while (drops.drops(IceTcpDrop.INBOX_FULL) < 3) {
      receive(stream);
      sent++;
    }
    assertThat(channel.isOpen()).isTrue();
    assertThat(drain()).hasSize(sent - 3);
  }

  private EmbeddedChannel connect() {
    return new EmbeddedChannel(
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel created) {
            IceTcpConnection.install(
                created,
                NUMBER,
                IceTcpLimits.DEFAULT,
                ufrag -> ufrag.equals("evtj") ? inbox : null,
                drops);
          }
        });
  }

  private void receive(byte... bytes) {
    ByteBuf received = Unpooled.copiedBuffer(bytes);
    channel.writeInbound(received);
  }

  private void pass(int seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
  }

  private List<byte[]> drain() {
    List<byte[]> frames = new ArrayList<>();
    for (int drained = inbox.drain(batch); drained > 0; drained = inbox.drain(batch)) {
      for (int i = 0; i < drained; i++) {
        frames.add(Arrays.copyOf(batch.bytes(i), batch.length(i)));
      }
    }
    return frames;
  }

  private void assertClosedFor(IceTcpDrop reason) {
    assertThat(channel.isOpen()).isFalse();
    assertThat(drain()).isEmpty();
    for (IceTcpDrop each : IceTcpDrop.values()) {
      assertThat(drops.drops(each)).as(each.name()).isEqualTo(each == reason ? 1 : 0);
    }
  }

  private void assertNoDrops() {
    for (IceTcpDrop each : IceTcpDrop.values()) {
      assertThat(drops.drops(each)).as(each.name()).isZero();
    }
  }
}
