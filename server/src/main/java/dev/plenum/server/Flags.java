package dev.plenum.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line. A flag wins over the configuration file, which wins over the defaults. */
@Command(
    name = "plenum",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = "A video conferencing server. Without flags it serves http://localhost:8080.",
    footer = "%nEvery key of the configuration file is explained in plenum.example.yaml.")
final class Flags {

  private static final int PORTS = 1 << 16;

  @Option(names = "--config", paramLabel = "FILE", description = "Configuration in YAML.")
  @Nullable Path config;

  @Option(names = "--http-host", paramLabel = "ADDRESS", description = "Listen here; default all.")
  @Nullable String httpHost;

  @Option(names = "--http-port", paramLabel = "PORT", description = "Default 8080.")
  @Nullable Integer httpPort;

  @Option(
      names = "--media-port",
      paramLabel = "PORT",
      description = "UDP port of the first loop, default 10000; loop i takes PORT + i.")
  @Nullable Integer mediaPort;

  @Option(
      names = "--loops",
      paramLabel = "N",
      description = "Forwarding threads; default one a core.")
  @Nullable Integer loops;

  @Option(
      names = "--public-address",
      paramLabel = "IP",
      description =
          "Where peers reach this node; may be repeated. Default: what its interfaces have.")
  List<String> publicAddresses = new ArrayList<>();

  @Option(
      names = "--ice-tcp-port",
      paramLabel = "PORT",
      description = "TCP port for media of peers without UDP; default none.")
  @Nullable Integer iceTcpPort;

  @Option(
      names = "--orchestrator",
      paramLabel = "on|off",
      description = "Tell publishers to send only what somebody sees; default on.")
  @Nullable String orchestrator;

  @Option(
      names = "--rehearsal",
      paramLabel = "SECONDS",
      description =
          "Rehearse joins for so long, at most, before /readyz says ready; default 5, 0 for not.")
  @Nullable Integer rehearsal;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "PEM certificate chain for HTTPS.")
  @Nullable String tlsCertificate;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM private key for HTTPS.")
  @Nullable String tlsKey;

  @Option(
      names = "--tls-self-signed",
      description = "HTTPS with a certificate made at start: phones need HTTPS to use a camera.")
  boolean tlsSelfSigned;

  @Option(
      names = "--api-key",
      paramLabel = "KEY:SECRET",
      description = "Accept tokens signed with this; may be repeated. Without one anyone may join.")
  List<String> apiKeys = new ArrayList<>();

  @Option(
      names = "--max-rooms",
      paramLabel = "N",
      description = "Rooms at one time; default 10000.")
  @Nullable Integer maxRooms;

  @Option(
      names = "--max-participants",
      paramLabel = "N",
      description = "People in one room; default 300.")
  @Nullable Integer maxParticipants;

  /**
   * The configuration that file and flags make together.
   *
   * @throws StartupException if they make none
   */
  Configuration configuration() {
    Configuration file = config == null ? Configuration.defaults() : ConfigurationFile.read(config);
    Configuration.Limits limits = file.limits();
    var configuration =
        new Configuration(
            httpHost == null ? file.httpHost() : httpHost,
            port("--http-port", httpPort, file.httpPort()),
            port("--media-port", mediaPort, file.mediaPort()),
            atLeast("--loops", 0, loops, file.loops()),
            publicAddresses.isEmpty() ? file.publicAddresses() : publicAddresses,
            port("--ice-tcp-port", iceTcpPort, file.iceTcpPort()),
            orchestrator(file.orchestrated()),
            atLeast("--rehearsal", 0, rehearsal, file.rehearsalSeconds()),
            tls(file.tls()),
            apiKeys.isEmpty() ? file.apiKeys() : parseApiKeys(),
            new Configuration.Limits(
                atLeast("--max-rooms", 1, maxRooms, limits.rooms()),
                atLeast("--max-participants", 1, maxParticipants, limits.participants()),
                limits.connections(),
                limits.iceTcpConnections(),
                limits.offerBytes(),
                limits.messageBytes(),
                limits.dataBytes(),
                limits.messagesPerSecond(),
                limits.headerBytes()));
    checkMediaPorts(configuration);
    return configuration;
  }

  /** File and flags may each be right and yet ask together for ports that do not exist. */
  private static void checkMediaPorts(Configuration configuration) {
    int first = configuration.mediaPort();
    int loops = configuration.loopCount();
    if (first != 0 && loops > PORTS - first) {
      throw new StartupException(
          "--media-port %d leaves no UDP port for each of %d loops; choose a lower --media-port or fewer --loops"
              .formatted(first, loops));
    }
  }

  private boolean orchestrator(boolean otherwise) {
    return switch (orchestrator) {
      case null -> otherwise;
      case "on" -> true;
      case "off" -> false;
      default -> throw new StartupException("--orchestrator must be on or off");
    };
  }

  private Configuration.Tls tls(Configuration.Tls file) {
    Configuration.Tls tls =
        new Configuration.Tls(
            tlsCertificate == null ? file.certificate() : tlsCertificate,
            tlsKey == null ? file.key() : tlsKey,
            tlsSelfSigned || file.selfSigned());
    if (tls.certificate().isEmpty() != tls.key().isEmpty()) {
      throw new StartupException("--tls-cert and --tls-key go together; give both PEM files");
    }
    if (tls.selfSigned() && !tls.certificate().isEmpty()) {
      throw new StartupException("--tls-self-signed makes a certificate; leave out --tls-cert");
    }
    return tls;
  }

  private Map<String, String> parseApiKeys() {
    Map<String, String> parsed = new LinkedHashMap<>();
    for (String pair : apiKeys) {
      int colon = pair.indexOf(':');
      if (colon <= 0 || colon == pair.length() - 1) {
        throw new StartupException("--api-key must be KEY:SECRET, such as --api-key dev:s3cret");
      }
      parsed.put(pair.substring(0, colon), pair.substring(colon + 1));
    }
    return parsed;
  }

  private static int port(String flag, @Nullable Integer given, int otherwise) {
    if (given == null) {
      return otherwise;
    }
    if (given < 0 || given >= PORTS) {
      throw new StartupException(flag + " must be a port from 0 to 65535");
    }
    return given;
  }

  private static int atLeast(String flag, int least, @Nullable Integer given, int otherwise) {
    if (given == null) {
      return otherwise;
    }
    if (given < least) {
      throw new StartupException(flag + " must be at least " + least);
    }
    return given;
  }
}
