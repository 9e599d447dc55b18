package dev.plenum.signaling.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the browser app or SDK, ready to be sent.
 *
 * @param gzipped empty where compression gains nothing
 * @param etag a strong validator with its quotes (RFC 9110 §8.8.3)
 */
record WebFile(String contentType, Buffer body, Buffer gzipped, String etag) {

  private static final Map<String, String> CONTENT_TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("wav", "audio/wav"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("ts", "text/plain; charset=utf-8"),
          Map.entry("map", "application/json"),
          Map.entry("md", "text/plain; charset=utf-8"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private static final int ETAG_BYTES = 12;

  static WebFile of(String name, byte[] content) {
    byte[] gzipped = gzip(content);
    boolean smaller = gzipped.length < content.length * 9 / 10;
    return new WebFile(
        CONTENT_TYPES.getOrDefault(extension(name), "application/octet-stream"),
        Buffer.buffer(content),
        smaller ? Buffer.buffer(gzipped) : Buffer.buffer(),
        '"' + HexFormat.of().formatHex(sha256(content), 0, ETAG_BYTES) + '"');
  }

  boolean isPage() {
    return contentType.startsWith("text/html");
  }

  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
