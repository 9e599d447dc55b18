package dev.plenum.signaling.room;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.signaling.message.ServerMessage.Data;
import dev.plenum.signaling.message.ServerMessage.History;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Numbers a room's data messages and keeps those of the topic {@code chat} for late comers.
 *
 * <p>Owner: the control loop.
 */
final class Chat {

  static final String TOPIC = "chat";

  private static final int MOST_KEPT = 200;
  private static final int MOST_CHARACTERS_KEPT = 256 * 1024;
  private static final int ITEMS_PER_MESSAGE = 50;

  private final Deque<Kept> kept = new ArrayDeque<>();
  private int charactersKept;
  private long posted;

  private record Kept(Data data, int characters) {

    static Kept of(Data data) {
      int body = data.body() == null ? 0 : data.body().toString().length();
      int to = data.to() == null ? 0 : data.to().stream().mapToInt(String::length).sum();
      return new Kept(data, body + to);
    }
  }

  Data post(Participant from, String topic, Set<String> to, @Nullable JsonNode body, Instant now) {
    posted++;
    Data data =
        new Data(
            topic,
            "m" + posted,
            from.pid(),
            from.name(),
            body,
            now.toString(),
            to.isEmpty() ? null : Set.copyOf(to));
    if (topic.equals(TOPIC)) {
      keep(Kept.of(data));
    }
    return data;
  }

  private void keep(Kept latest) {
    kept.add(latest);
    charactersKept += latest.characters();
    while (kept.size() > MOST_KEPT || charactersKept > MOST_CHARACTERS_KEPT) {
      charactersKept -= kept.remove().characters();
    }
  }

  /** What a participant may read of the past, in messages of bounded length. */
  List<History> history(String pid) {
    List<Data> readable = kept.stream().map(Kept::data).filter(data -> isFor(pid, data)).toList();
    List<History> messages = new ArrayList<>();
    for (int from = 0; from < readable.size(); from += ITEMS_PER_MESSAGE) {
      int to = Math.min(from + ITEMS_PER_MESSAGE, readable.size());
      messages.add(new History(TOPIC, readable.subList(from, to)));
    }
    return messages;
  }

  private static boolean isFor(String pid, Data data) {
    return data.to() == null || data.from().equals(pid) || data.to().contains(pid);
  }
}
