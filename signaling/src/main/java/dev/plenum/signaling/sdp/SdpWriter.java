package dev.plenum.signaling.sdp;

import java.util.List;

/** Writes session descriptions and their fragments. */
public final class SdpWriter {

  private static final String LINE_END = "\r\n";
  private static final int USUAL_CHARACTERS = 1 << 14;

  private SdpWriter() {}

  public static String write(SessionDescription description) {
    var text = new StringBuilder(USUAL_CHARACTERS);
    line(text, 'v', "0");
    line(text, 'o', description.origin().value());
    line(text, 's', "-");
    line(text, 't', "0 0");
    write(text, description.attributes(), description.media());
    return text.toString();
  }

  public static String write(SdpFragment fragment) {
    var text = new StringBuilder();
    write(text, fragment.attributes(), fragment.media());
    return text.toString();
  }

  private static void write(StringBuilder text, Attributes session, List<MediaSection> media) {
    write(text, session);
    for (MediaSection section : media) {
      write(text, section);
    }
  }

  private static void write(StringBuilder text, MediaSection section) {
    line(
        text,
        'm',
        String.join(
            " ",
            section.media(),
            Integer.toString(section.port()),
            section.protocol(),
            String.join(" ", section.formats())));
    line(text, 'c', "IN IP4 0.0.0.0");
    write(text, section.attributes());
  }

  private static void write(StringBuilder text, Attributes attributes) {
    for (Attribute attribute : attributes.list()) {
      String value = attribute.value();
      text.append("a=").append(attribute.key());
      if (!value.isEmpty()) {
        text.append(':').append(value);
      }
      text.append(LINE_END);
    }
  }

  private static void line(StringBuilder text, char letter, String value) {
    text.append(letter).append('=').append(value).append(LINE_END);
  }
}
