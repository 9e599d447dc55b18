package dev.plenum.server;

import dev.plenum.sfu.control.MediaNode;
import dev.plenum.sfu.dtls.DtlsIdentity;
import dev.plenum.sfu.node.NodeConfig;
import dev.plenum.sfu.node.SfuNode;
import dev.plenum.signaling.Signaling;
import dev.plenum.signaling.SignalingConfig;
import dev.plenum.signaling.http.HttpConfig;
import dev.plenum.signaling.http.HttpLimits;
import dev.plenum.signaling.http.TlsCertificate;
import dev.plenum.signaling.message.Limits;
import dev.plenum.signaling.room.RoomLimits;
import dev.plenum.signaling.token.ApiKeys;
import dev.plenum.signaling.websocket.RateLimits;
import dev.plenum.signaling.websocket.WebSocketLimits;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Both planes of this process, started and ended together. */
final class Node {

  /** The loudest three are heard: more at once nobody can follow. */
  private static final int HEARD_MICROPHONES = 3;

  private static final long START_SECONDS = 30;
  private static final long GOODBYE_MILLIS = 1_000;

  private final MediaNode media;
  private final Signaling signaling;

  private Node(MediaNode media, Signaling signaling) {
    this.media = media;
    this.signaling = signaling;
  }

  /**
   * Opens all ports.
   *
   * @throws StartupException if one is taken, or the certificate is of no use
   */
  static Node start(Configuration configuration) {
    List<InetAddress> addresses =
        configuration.publicAddresses().isEmpty()
            ? LocalAddresses.ofInterfaces()
            : LocalAddresses.parse(configuration.publicAddresses());
    SignalingConfig signalingConfig = signalingConfig(configuration, addresses);
    MediaNode media = startMedia(configuration, addresses);
    try {
      return new Node(media, startSignaling(configuration, signalingConfig, media));
    } catch (StartupException e) {
      media.close();
      throw e;
    }
  }

  private static MediaNode startMedia(Configuration configuration, List<InetAddress> addresses) {
    try {
      return SfuNode.start(
          new NodeConfig(
              configuration.loopCount(),
              configuration.mediaPort(),
              addresses,
              configuration.iceTcpPort(),
              configuration.limits().iceTcpConnections(),
              HEARD_MICROPHONES,
              configuration.orchestrated(),
              DtlsIdentity.generate()));
    } catch (BindException e) {
      throw new StartupException(
          "a media port cannot be had ("
              + e.getMessage()
              + "); end what uses it, or choose another with --media-port or --ice-tcp-port",
          e);
    } catch (IOException e) {
      throw new StartupException("the media ports cannot be opened: " + e.getMessage(), e);
    }
  }

  private static Signaling startSignaling(
      Configuration configuration, SignalingConfig config, MediaNode media) {
    try {
      return Signaling.start(config, media)
          .toCompletableFuture()
          .orTimeout(START_SECONDS, TimeUnit.SECONDS)
          .join();
    } catch (CompletionException e) {
      throw refused(configuration, e.getCause() == null ? e : e.getCause());
    }
  }

  private static StartupException refused(Configuration configuration, Throwable cause) {
    if (cause instanceof BindException) {
      return new StartupException(
          "HTTP port "
              + configuration.httpPort()
              + " cannot be had ("
              + cause.getMessage()
              + "); end what uses it, or choose another with --http-port",
          cause);
    }
    if (cause instanceof TimeoutException) {
      return new StartupException("HTTP did not start in " + START_SECONDS + " s", cause);
    }
    if (configuration.tls().isOn()) {
      return new StartupException(
          "HTTPS cannot start ("
              + cause.getMessage()
              + "); --tls-cert and --tls-key must be a PEM certificate chain and its private key",
          cause);
    }
    return new StartupException("HTTP cannot start: " + cause.getMessage(), cause);
  }

  private static SignalingConfig signalingConfig(
      Configuration configuration, List<InetAddress> addresses) {
    Configuration.Limits limits = configuration.limits();
    HttpLimits usual = HttpLimits.DEFAULTS;
    return new SignalingConfig(
        Version.current(),
        new HttpConfig(
            configuration.httpHost(),
            configuration.httpPort(),
            certificate(configuration.tls(), addresses),
            List.of("'self'"),
            new HttpLimits(
                limits.connections(),
                usual.requestLineBytes(),
                limits.headerBytes(),
                limits.messageBytes(),
                limits.offerBytes(),
                usual.request(),
                usual.keepAlive())),
        new ApiKeys(configuration.apiKeys()),
        new RoomLimits(
            limits.rooms(),
            limits.participants(),
            RoomLimits.DEFAULT.ping(),
            RoomLimits.DEFAULT.seatHeld(),
            RoomLimits.DEFAULT.ticketLife()),
        webSockets(limits),
        Duration.ofSeconds(configuration.rehearsalSeconds()));
  }

  private static WebSocketLimits webSockets(Configuration.Limits limits) {
    RateLimits usual = RateLimits.DEFAULT;
    return new WebSocketLimits(
        new Limits(limits.messageBytes(), limits.offerBytes(), limits.dataBytes()),
        new RateLimits(
            limits.messagesPerSecond(),
            usual.messagesBurst(),
            usual.dataPerSecond(),
            usual.dataBurst(),
            usual.refusals()));
  }

  private static @Nullable TlsCertificate certificate(
      Configuration.Tls tls, List<InetAddress> addresses) {
    if (tls.selfSigned()) {
      SelfSignedCertificate made = SelfSignedCertificate.make(addresses);
      return new TlsCertificate(made.certificatePem(), made.keyPem());
    }
    return tls.isOn()
        ? new TlsCertificate(read("--tls-cert", tls.certificate()), read("--tls-key", tls.key()))
        : null;
  }

  private static String read(String flag, String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new StartupException(
          flag + " " + file + " cannot be read (" + e.getMessage() + "); give a PEM file", e);
    }
  }

  MediaNode media() {
    return media;
  }

  int httpPort() {
    return signaling.port();
  }

  /** Says goodbye to everybody on both planes. */
  void close() {
    try {
      signaling
          .goodbye()
          .toCompletableFuture()
          .completeOnTimeout(null, GOODBYE_MILLIS, TimeUnit.MILLISECONDS)
          .join();
    } finally {
      media.close();
    }
  }
}
