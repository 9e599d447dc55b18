package dev.plenum.sfu.port;

import java.io.IOException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

class ChannelUdpPortTest extends UdpPortContract {
  @Override
  UdpPort open(@Nullable InetAddress bindAddress, int port) throws IOException {
    return ChannelUdpPort.open(bindAddress, port);
  }
}
