package dev.plenum.signaling.room;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.signaling.message.ServerMessage.Data;
import dev.plenum.signaling.message.ServerMessage.History;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers a room's data messages and keeps those of the topic {@code chat} for late comers.
 *
 * <p>Owner: the control loop.
 */
final class Chat {

  static final String TOPIC = "chat";

  private static final int MOST_KEPT = 200;
  private static final int ITEMS_PER_MESSAGE = 50;

  private final Deque<Data> kept = new ArrayDeque<>();
  private long posted;

  Data post(Participant from, String topic, List<String> to, @Nullable JsonNode body, Instant now) {
    posted++;
    Data data =
        new Data(
            topic,
            "m" + posted,
            from.pid(),
            from.name(),
            body,
            now.toString(),
            to.isEmpty() ? null : List.copyOf(to));
    if (topic.equals(TOPIC)) {
      kept.add(data);
      if (kept.size() > MOST_KEPT) {
        kept.remove();
      }
    }
    return data;
  }

  /** What a participant may read of the past, in messages of bounded length. */
  List<History> history(String pid) {
    List<Data> readable = kept.stream().filter(data -> isFor(pid, data)).toList();
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
