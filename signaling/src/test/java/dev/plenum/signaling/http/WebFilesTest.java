package dev.plenum.signaling.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebFilesTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final ListeningServer server =
      new ListeningServer(
          ListeningServer.PATIENT_LIMITS,
          router ->
              new WebFiles(List.of("'self'", "https://embedder.example"), "testroot")
                  .mount(router));

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8",
    "/index.html, text/html; charset=utf-8",
    "/r/daily, text/html; charset=utf-8",
    "/main.js, text/javascript; charset=utf-8",
    "/style/main.css, text/css; charset=utf-8",
    "/sdk/plenum.js, text/javascript; charset=utf-8"
  })
  void shouldServeFilesByTheirType(String path, String contentType) throws Exception {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains(contentType);
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.body()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/sdk", "/sdk/", "/style", "/r/", "/../pom.xml", "/sdk/..%2findex.html", "/a//b"})
  void shouldServeNothingElse(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldOnlyBeRead() throws Exception {
    HttpResponse<String> response = delete("/main.js");
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
    assertThat(delete("/nowhere").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldLetThePageBeCheckedEachTimeAndScriptsBeKeptForAWhile() throws Exception {
    assertThat(get("/").headers().firstValue("Cache-Control")).contains("no-cache");
    assertThat(get("/main.js").headers().firstValue("Cache-Control")).contains("max-age=60");
  }

  @Test
  void shouldNotSendAgainWhatTheClientHas() throws Exception {
    String etag = get("/").headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> response = get("/", "If-None-Match", etag);
    assertThat(response.statusCode()).isEqualTo(304);
    assertThat(response.body()).isEmpty();
    assertThat(get("/", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldSendTheSameFileCompressed() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri("/main.js"))
            .header("Accept-Encoding", "br, gzip")
            .build();
    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      assertThat(new String(gzip.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(get("/main.js").body());
    }
  }

  @Test
  void shouldGuardThePage() throws Exception {
    HttpResponse<String> response = get("/r/daily");
    assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'")
        .contains("frame-ancestors 'self' https://embedder.example");
    assertThat(response.headers().firstValue("Permissions-Policy").orElse(""))
        .contains("camera=(self)", "microphone=(self)");
  }

  @Test
  void shouldLetOtherOriginsLoadTheSdk() throws Exception {
    assertThat(
            get("/sdk/plenum.js", "Origin", "https://embedder.example")
                .headers()
                .firstValue("Access-Control-Allow-Origin"))
        .contains("*");
  }

  private HttpResponse<String> delete(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.uri(path)).DELETE().build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
