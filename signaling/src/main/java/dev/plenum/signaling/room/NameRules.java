package dev.plenum.signaling.room;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.signaling.message.ErrorCode;
import dev.plenum.signaling.message.RefusedException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long names and descriptions may be, and of what. */
public final class NameRules {

  private static final int ROOM_NAME_CHARS = 128;
  private static final int PERSON_NAME_CHARS = 128;
  private static final int TOPIC_CHARS = 64;
  private static final int METADATA_CHARS = 16 * 1024;
  private static final int ATTRIBUTES = 64;
  private static final int ATTRIBUTE_CHARS = 4 * 1024;

  private NameRules() {}

  /** A room's name: 1 to 128 printable characters. */
  public static void checkRoomName(String name) {
    check(isPrintable(name, ROOM_NAME_CHARS), "A room's name has 1 to 128 printable characters.");
  }

  /** A data message's topic: 1 to 64 printable characters. */
  public static void checkTopic(String topic) {
    check(isPrintable(topic, TOPIC_CHARS), "A topic has 1 to 64 printable characters.");
  }

  /** What an embedder or a client says about somebody or something. */
  public static void checkMetadata(@Nullable JsonNode metadata) {
    check(
        metadata == null || metadata.toString().length() <= METADATA_CHARS,
        "Metadata has at most 16,384 characters of JSON.");
  }

  public static void checkAttributes(@Nullable Map<String, String> attributes) {
    if (attributes == null) {
      return;
    }
    int chars = 0;
    for (var attribute : attributes.entrySet()) {
      check(attribute.getValue() != null, "An attribute's value is a string.");
      chars += attribute.getKey().length() + attribute.getValue().length();
    }
    check(
        attributes.size() <= ATTRIBUTES && chars <= ATTRIBUTE_CHARS,
        "Attributes are at most 64, with 4,096 characters altogether.");
  }

  /** A person's name without control characters, at most 128 characters. */
  public static String personName(String asked) {
    String name =
        asked
            .codePoints()
            .filter(NameRules::isPrintable)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
    check(name.length() <= PERSON_NAME_CHARS, "A name has at most 128 characters.");
    return name;
  }

  private static boolean isPrintable(String text, int mostChars) {
    return !text.isBlank()
        && text.length() <= mostChars
        && text.codePoints().allMatch(NameRules::isPrintable);
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw new RefusedException(ErrorCode.BAD_REQUEST, rule, "Shorten or clean it.");
    }
  }
}
