package dev.plenum.signaling.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.sfu.control.SourceKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client may say. Every message is a request: it gets exactly one answer with its id. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "t")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ClientMessage.Join.class, name = "join"),
  @JsonSubTypes.Type(value = ClientMessage.Resume.class, name = "resume"),
  @JsonSubTypes.Type(value = ClientMessage.Offer.class, name = "offer"),
  @JsonSubTypes.Type(value = ClientMessage.Layout.class, name = "layout"),
  @JsonSubTypes.Type(value = ClientMessage.Mute.class, name = "mute"),
  @JsonSubTypes.Type(value = ClientMessage.Ask.class, name = "ask"),
  @JsonSubTypes.Type(value = ClientMessage.Data.class, name = "data"),
  @JsonSubTypes.Type(value = ClientMessage.Hand.class, name = "hand"),
  @JsonSubTypes.Type(value = ClientMessage.Kick.class, name = "kick"),
  @JsonSubTypes.Type(value = ClientMessage.Me.class, name = "me"),
  @JsonSubTypes.Type(value = ClientMessage.Token.class, name = "token"),
  @JsonSubTypes.Type(value = ClientMessage.Ping.class, name = "ping"),
  @JsonSubTypes.Type(value = ClientMessage.Leave.class, name = "leave")
})
public sealed interface ClientMessage {

  /** Chosen by the client; a repeated one repeats the answer. */
  long id();

  /**
   * The first message of somebody new.
   *
   * @param n the offer's number, echoed by the answer
   * @param features what the client knows of {@link Features} and of later ones
   */
  record Join(
      long id,
      @Nullable String token,
      @Nullable String name,
      @Nullable JsonNode metadata,
      @Nullable Map<String, String> attributes,
      int n,
      @Nullable String offer,
      List<SourceDeclaration> sources,
      List<String> features)
      implements ClientMessage {

    public Join {
      sources = copy(sources);
      features = copy(features);
    }

    @Override
    public String toString() {
      return "Join[" + id + "]";
    }
  }

  /**
   * The first message of somebody who was here before.
   *
   * @param rev the roster revision that the client has
   * @param offer of a new PeerConnection after a page reload; null where media goes on
   */
  record Resume(
      long id,
      @Nullable String ticket,
      long rev,
      int n,
      @Nullable String offer,
      List<SourceDeclaration> sources)
      implements ClientMessage {

    public Resume {
      sources = copy(sources);
    }

    @Override
    public String toString() {
      return "Resume[" + id + "]";
    }
  }

  /** More m-lines, other sources or an ICE restart. */
  record Offer(long id, int n, String sdp, List<SourceDeclaration> sources)
      implements ClientMessage {

    public Offer {
      present(sdp, "sdp");
      sources = copy(sources);
    }

    @Override
    public String toString() {
      return "Offer[" + id + "]";
    }
  }

  /** What the client shows; the latest wins. */
  record Layout(long id, List<Tile> tiles) implements ClientMessage {

    public Layout {
      tiles = List.copyOf(present(tiles, "tiles"));
    }

    /**
     * @param w width in device pixels
     * @param h height in device pixels
     * @param prio higher is more important
     */
    public record Tile(int csrc, int w, int h, int prio) {}
  }

  record Mute(long id, int csrc, boolean muted) implements ClientMessage {}

  /** Asks somebody to unmute or to start a source: nobody but themselves can. */
  record Ask(long id, String pid, SourceKind kind) implements ClientMessage {

    public Ask {
      present(pid, "pid");
      present(kind, "kind");
    }
  }

  /**
   * @param to participant ids; empty for everybody
   */
  record Data(long id, String topic, List<String> to, @Nullable JsonNode body)
      implements ClientMessage {

    public Data {
      present(topic, "topic");
      to = copy(to);
    }
  }

  record Hand(long id, boolean up) implements ClientMessage {}

  record Kick(long id, String pid) implements ClientMessage {

    public Kick {
      present(pid, "pid");
    }
  }

  /** Changes what is given and leaves what is null. */
  record Me(
      long id,
      @Nullable String name,
      @Nullable JsonNode metadata,
      @Nullable Map<String, String> attributes)
      implements ClientMessage {}

  /** A fresh token before the old one ends, or with other permissions. */
  record Token(long id, String token) implements ClientMessage {

    public Token {
      present(token, "token");
    }

    @Override
    public String toString() {
      return "Token[" + id + "]";
    }
  }

  record Ping(long id) implements ClientMessage {}

  record Leave(long id) implements ClientMessage {}

  /** A list as it may be left out. */
  private static <T> List<T> copy(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** Refuses a message without one of its fields; the reader makes it an error for the sender. */
  private static <T> T present(@Nullable T value, String field) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return value;
  }
}
