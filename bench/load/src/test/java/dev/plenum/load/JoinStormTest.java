package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.sfu.dtls.DtlsIdentity;
import dev.plenum.sfu.node.NodeConfig;
import dev.plenum.sfu.node.SfuNode;
import dev.plenum.signaling.Signaling;
import dev.plenum.signaling.SignalingConfig;
import dev.plenum.signaling.http.HttpConfig;
import dev.plenum.signaling.http.HttpLimits;
import dev.plenum.signaling.room.RoomLimits;
import dev.plenum.signaling.token.ApiKeys;
import dev.plenum.signaling.websocket.WebSocketLimits;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A small storm on a server in this process. */
class JoinStormTest {
  private static final JoinStorm.Profile PROFILE = new JoinStorm.Profile(30, 2, 30, 150_000, 1);

  /** While the first and the last ask are on their way. */
  private static final int MORE_ASKS = 2;

  @Test
  void shouldShowEverybodyAPictureWithOneKeyFrameASecond() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    NodeConfig media =
        new NodeConfig(1, 0, List.of(loopback), 0, 0, 3, true, DtlsIdentity.generate());
    SignalingConfig control =
        new SignalingConfig(
            "test",
            new HttpConfig("127.0.0.1", 0, null, List.of("'self'"), HttpLimits.DEFAULTS),
            ApiKeys.NONE,
            RoomLimits.DEFAULT,
            WebSocketLimits.DEFAULT);
    try (SfuNode node = SfuNode.start(media)) {
      Signaling signaling = Signaling.start(control, node).toCompletableFuture().join();
      URI server = URI.create("http://127.0.0.1:" + signaling.port());

      JoinReport report =
          new JoinStorm(server, ProcessHandle.current().pid(), "storm", PROFILE).run();

      assertThat(report.absent()).isZero();
      assertThat(report.blind()).isZero();
      assertThat(report.packets()).isPositive();
      assertThat(report.keyFramesAsked()).isLessThanOrEqualTo((int) report.seconds() + MORE_ASKS);
      signaling.goodbye().toCompletableFuture().join();
    }
  }
}
