package dev.plenum.signaling.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the HTTP server listens.
 *
 * @param host an interface's address, {@code 0.0.0.0} or {@code ::} for all
 * @param port 0 for any free one
 * @param tls null for plain HTTP
 * @param frameAncestors the origins whose pages may show the app in a frame, as in the
 *     Content-Security-Policy directive of that name
 */
public record HttpConfig(
    String host,
    int port,
    @Nullable TlsCertificate tls,
    List<String> frameAncestors,
    HttpLimits limits) {

  public HttpConfig {
    frameAncestors = List.copyOf(frameAncestors);
  }

  /** The same elsewhere, as plain HTTP. */
  public HttpConfig at(String otherHost, int otherPort) {
    return new HttpConfig(otherHost, otherPort, null, frameAncestors, limits);
  }
}
