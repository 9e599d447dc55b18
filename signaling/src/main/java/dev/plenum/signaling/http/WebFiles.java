package dev.plenum.signaling.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The browser app at {@code /} and the SDK at {@code /sdk/}, from the class path. All files are
 * read and compressed once, at the start: a request is a map lookup, so no path leads out of them.
 */
public final class WebFiles {

  private static final String ROOT = "webroot";
  private static final String PAGE = "/index.html";

  private final Map<String, WebFile> files = new HashMap<>();
  private final String contentSecurityPolicy;

  /**
   * @param frameAncestors see {@link HttpConfig}
   */
  public WebFiles(List<String> frameAncestors) {
    this(frameAncestors, ROOT);
  }

  WebFiles(List<String> frameAncestors, String root) {
    load(root + "/app", "/");
    load(root + "/sdk", "/sdk/");
    contentSecurityPolicy = contentSecurityPolicy(frameAncestors);
  }

  /** Serves them. The page of the app is also the page of every room. */
  public void mount(Router router) {
    serve(router, "/", context -> PAGE);
    serve(router, "/r/:room", context -> PAGE);
    serve(router, "/*", RoutingContext::normalizedPath);
  }

  private void serve(Router router, String path, Function<RoutingContext, String> fileName) {
    router.route(path).handler(context -> serve(context, files.get(fileName.apply(context))));
  }

  private void serve(RoutingContext context, @Nullable WebFile file) {
    HttpMethod method = context.request().method();
    if (file == null) {
      context.next();
    } else if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
      send(context, file);
    } else {
      Problems.sendNotAllowed(context, "GET, HEAD");
    }
  }

  private void send(RoutingContext context, WebFile file) {
    HttpServerRequest request = context.request();
    HttpServerResponse response =
        context
            .response()
            .putHeader(HttpHeaders.CACHE_CONTROL, file.isPage() ? "no-cache" : "max-age=60")
            .putHeader(HttpHeaders.ETAG, file.etag())
            .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    if (file.isPage()) {
      response
          .putHeader("Content-Security-Policy", contentSecurityPolicy)
          .putHeader(
              "Permissions-Policy",
              "camera=(self), microphone=(self), display-capture=(self), autoplay=(self), fullscreen=(self)");
    }
    if (file.etag().equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(304).end();
      return;
    }
    boolean gzip = file.gzipped().length() > 0 && acceptsGzip(request);
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, file.contentType())
        .putHeader(HttpHeaders.CONTENT_ENCODING, gzip ? "gzip" : "identity")
        .end(gzip ? file.gzipped() : file.body());
  }

  private static boolean acceptsGzip(HttpServerRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
  }

  private static String contentSecurityPolicy(List<String> frameAncestors) {
    return String.join(
        "; ",
        "default-src 'self'",
        "connect-src 'self' ws: wss:",
        "img-src 'self' data: blob:",
        "media-src 'self' blob: mediastream:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors " + String.join(" ", frameAncestors));
  }

  private void load(String directory, String urlPath) {
    URL url = WebFiles.class.getClassLoader().getResource(directory);
    if (url == null) {
      return;
    }
    try {
      URI uri = url.toURI();
      if (uri.getScheme().equals("jar")) {
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
          loadTree(jar.getPath(directory), urlPath);
        }
      } else {
        loadTree(Path.of(uri), urlPath);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void loadTree(Path root, String urlPath) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString().replace('\\', '/');
        files.put(urlPath + name, WebFile.of(name, Files.readAllBytes(file)));
      }
    }
  }
}
