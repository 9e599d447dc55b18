package dev.plenum.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A WebSocket to a room of its own, over which anything may be said. */
final class HostileSocket implements AutoCloseable {

  private static final long ANSWER_SECONDS = 60;
  private static final String CLOSED = "{\"t\":\"closed\"}";

  private final ObjectMapper json = new ObjectMapper();
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final WebSocket socket;

  HostileSocket(HttpClient http, ServerProcess server) {
    URI join = URI.create(server.url("/v1/rooms/hostile/join").replaceFirst("^http", "ws"));
    socket =
        http.newWebSocketBuilder()
            .subprotocols("plenum.v1")
            .buildAsync(join, new Listener())
            .join();
  }

  /**
   * Says something.
   *
   * @return false if the connection is closed
   */
  boolean say(String text) {
    try {
      socket.sendText(text, true).join();
      return true;
    } catch (CompletionException e) {
      return false;
    }
  }

  /** Waits for the reply to a request; {@code closed} if there will be none. */
  JsonNode awaitReply(long id) {
    return await(message -> message.path("re").asLong(-1) == id);
  }

  /** Waits until the server has closed, and returns its {@code bye} if it said one. */
  @Nullable JsonNode awaitEnd() {
    JsonNode last = await(message -> message.path("t").asText().equals("bye"));
    return last.path("t").asText().equals("bye") ? last : null;
  }

  private JsonNode await(Predicate<JsonNode> wanted) {
    try {
      while (true) {
        String text = received.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
        if (text == null) {
          throw new IllegalStateException("the server does not answer");
        }
        JsonNode message = json.readTree(text);
        if (text.equals(CLOSED) || wanted.test(message)) {
          return message;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Listener implements WebSocket.Listener {

    private final StringBuilder partial = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      partial.append(part);
      if (last) {
        received.add(partial.toString());
        partial.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      received.add(CLOSED);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      received.add(CLOSED);
    }
  }
}
