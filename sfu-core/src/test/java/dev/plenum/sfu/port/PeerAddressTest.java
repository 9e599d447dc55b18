package dev.plenum.sfu.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerAddressTest {
  @Test
  void shouldMapIpv4IntoIpv6() throws UnknownHostException {
    PeerAddress address = PeerAddress.of(socketAddress("203.0.113.255", 65535));
    assertThat(address).isEqualTo(new PeerAddress(0, 0x0000_ffff_cb00_71ffL, 65535));
    assertThat(address.isIpv4()).isTrue();
    assertThat(address.isTcp()).isFalse();
  }

  @Test
  void shouldSplitIpv6IntoHalves() throws UnknownHostException {
    PeerAddress address = PeerAddress.of(socketAddress("2001:db8:1:2:8003:4:5:6", 1));
    assertThat(address)
        .isEqualTo(new PeerAddress(0x2001_0db8_0001_0002L, 0x8003_0004_0005_0006L, 1));
    assertThat(address.isIpv4()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "255.255.255.255", "::", "::1", "fd00::ffff:1"})
  void shouldComeBackAsTheSameSocketAddress(String text) throws UnknownHostException {
    InetSocketAddress socketAddress = socketAddress(text, 40_000);
    assertThat(PeerAddress.of(socketAddress).toInetSocketAddress()).isEqualTo(socketAddress);
  }

  @Test
  void shouldKeepTcpConnectionsApartFromAddresses() {
    PeerAddress address = PeerAddress.tcp(7);
    assertThat(address.isTcp()).isTrue();
    assertThat(address.isIpv4()).isFalse();
    assertThat(address).isEqualTo(PeerAddress.tcp(7)).isNotEqualTo(PeerAddress.tcp(8));
    assertThat(PeerAddress.isAnswerable(address.high(), 9)).isFalse();
  }

  @Test
  void shouldRefuseAnUnresolvedName() {
    assertThatThrownBy(() -> PeerAddress.of(InetSocketAddress.createUnresolved("name.invalid", 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldNotShowTheAddressInText() throws UnknownHostException {
    assertThat(PeerAddress.of(socketAddress("203.0.113.77", 4321))).hasToString("ipv4:4321");
    assertThat(PeerAddress.of(socketAddress("2001:db8::77", 4321))).hasToString("ipv6:4321");
    assertThat(PeerAddress.tcp(77)).hasToString("tcp#77");
  }

  private static InetSocketAddress socketAddress(String text, int port)
      throws UnknownHostException {
    return new InetSocketAddress(InetAddress.getByName(text), port);
  }
}
