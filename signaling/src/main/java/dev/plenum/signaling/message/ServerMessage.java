package dev.plenum.signaling.message;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.sfu.control.SlotStatus;
import dev.plenum.sfu.control.SourceEncodings;
import dev.plenum.sfu.control.SourceKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the server says. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "t")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ServerMessage.Joined.class, name = "joined"),
  @JsonSubTypes.Type(value = ServerMessage.Resumed.class, name = "resumed"),
  @JsonSubTypes.Type(value = ServerMessage.Answer.class, name = "answer"),
  @JsonSubTypes.Type(value = ServerMessage.Ok.class, name = "ok"),
  @JsonSubTypes.Type(value = ServerMessage.Failure.class, name = "error"),
  @JsonSubTypes.Type(value = ServerMessage.Pong.class, name = "pong"),
  @JsonSubTypes.Type(value = ServerMessage.Roster.class, name = "roster"),
  @JsonSubTypes.Type(value = ServerMessage.Slots.class, name = "slots"),
  @JsonSubTypes.Type(value = ServerMessage.Encodings.class, name = "encodings"),
  @JsonSubTypes.Type(value = ServerMessage.Speakers.class, name = "speakers"),
  @JsonSubTypes.Type(value = ServerMessage.Data.class, name = "data"),
  @JsonSubTypes.Type(value = ServerMessage.History.class, name = "history"),
  @JsonSubTypes.Type(value = ServerMessage.Gap.class, name = "gap"),
  @JsonSubTypes.Type(value = ServerMessage.Asked.class, name = "asked"),
  @JsonSubTypes.Type(value = ServerMessage.PermissionsChanged.class, name = "permissions"),
  @JsonSubTypes.Type(value = ServerMessage.Bye.class, name = "bye")
})
public sealed interface ServerMessage {

  /** What answers a request. */
  sealed interface Reply extends ServerMessage {

    /** The request's id; null only for an error about a message whose id could not be read. */
    @Nullable Long re();
  }

  /**
   * @param features what the server knows of {@link Features}
   * @param more whether roster messages with the rest of the people follow
   */
  record Joined(
      Long re,
      long rev,
      @Nullable Integer n,
      @Nullable String answer,
      Me me,
      RoomInfo room,
      String ticket,
      long pingMs,
      List<String> features,
      int count,
      List<Person> people,
      boolean more)
      implements Reply {}

  /** What a resumed client missed; with {@code full} the roster comes whole. */
  record Resumed(
      Long re,
      long rev,
      String ticket,
      boolean full,
      @Nullable List<Person> put,
      @Nullable List<Departed> del,
      @Nullable Integer count,
      @Nullable List<Person> people,
      boolean more,
      List<Slot> slots,
      List<Integer> speakers,
      Me me,
      RoomInfo room,
      long pingMs,
      List<String> features,
      @Nullable Integer n,
      @Nullable String answer)
      implements Reply {}

  record Answer(Long re, int n, String sdp, Map<SourceKind, OwnSource> sources) implements Reply {}

  /**
   * @param mid a data message's id
   * @param time a data message's time, RFC 3339
   */
  record Ok(Long re, @Nullable String mid, @Nullable String time) implements Reply {
    public Ok(long re) {
      this(re, null, null);
    }
  }

  record Failure(
      @Nullable Long re, ErrorCode code, String message, String fix, @Nullable Long retryMs)
      implements Reply {
    public Failure(@Nullable Long re, RefusedException refused) {
      this(re, refused.code(), refused.reason(), refused.fix(), refused.retryMs());
    }
  }

  record Pong(Long re) implements Reply {}

  /**
   * @param full whether this begins a whole roster, which ends with the message where {@code more}
   *     is not true
   * @param count how many people a whole roster has
   */
  record Roster(
      long rev,
      @Nullable Boolean full,
      @Nullable Integer count,
      List<Person> put,
      List<Departed> del,
      @Nullable Boolean more)
      implements ServerMessage {}

  record Slots(List<Slot> set) implements ServerMessage {}

  /** Which encodings of a source of one's own are of use, all of them. */
  record Encodings(int csrc, String mid, List<Encoding> set) implements ServerMessage {

    public Encodings(SourceEncodings source) {
      this(source.csrc(), source.mid(), source.encodings().stream().map(Encoding::of).toList());
    }
  }

  /**
   * @param maxBitrate in bits per second, null for as much as the client likes
   * @param scale {@code scaleResolutionDownBy}, null to leave it to the client
   */
  record Encoding(String rid, boolean active, @Nullable Long maxBitrate, @Nullable Double scale) {

    static Encoding of(SourceEncodings.Encoding encoding) {
      return new Encoding(
          encoding.rid(),
          encoding.active(),
          encoding.maxBps() == 0 ? null : encoding.maxBps(),
          encoding.scale() == 0 ? null : encoding.scale());
    }
  }

  /** Loudest first. */
  record Speakers(List<Integer> csrcs) implements ServerMessage {}

  record Data(
      String topic,
      String mid,
      String from,
      String name,
      @Nullable JsonNode body,
      String time,
      @Nullable Set<String> to)
      implements ServerMessage {}

  record History(String topic, List<Data> items) implements ServerMessage {}

  /** So many messages of a topic were dropped because the client read too slowly. */
  record Gap(String topic, int missed) implements ServerMessage {}

  record Asked(SourceKind kind, String by) implements ServerMessage {}

  record PermissionsChanged(Role role, Permissions can) implements ServerMessage {}

  /** The last message of a connection: what the client does next, and after how long. */
  record Bye(String reason, Action action, @Nullable Long afterMs, @Nullable String url)
      implements ServerMessage {

    public Bye(String reason, Action action) {
      this(reason, action, null, null);
    }

    /** What the client does next. */
    public enum Action {
      @JsonProperty("resume")
      RESUME,
      @JsonProperty("rejoin")
      REJOIN,
      @JsonProperty("stop")
      STOP
    }
  }

  record Me(
      String pid,
      String name,
      String identity,
      Role role,
      Permissions can,
      Map<SourceKind, OwnSource> sources) {}

  /** Which number and m-line a source of one's own has. */
  record OwnSource(int csrc, String mid) {}

  record RoomInfo(String name, boolean locked, @Nullable JsonNode metadata) {}

  record Slot(String mid, int csrc, @Nullable String paused) {

    public Slot(SlotStatus status) {
      this(
          status.mid(),
          status.csrc(),
          status.pause() == SlotStatus.Pause.NONE ? null : Json.label(status.pause()));
    }

    @JsonIgnore
    public boolean isEmpty() {
      return csrc == 0;
    }
  }
}
