package dev.plenum.signaling.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a session description. Unknown lines and attributes are kept or skipped; limits on
 * everything that a peer can make large are strict.
 */
public final class SdpReader {

  /** Room for 64 m-lines with every codec that a browser knows, twice over. */
  public static final int MAX_CHARACTERS = 1 << 20;

  public static final int MAX_MEDIA_SECTIONS = 64;
  public static final int MAX_CANDIDATES_PER_SECTION = 64;
  public static final int MAX_ATTRIBUTES_PER_SECTION = 1024;
  public static final int MAX_LINE_CHARACTERS = 8192;

  private static final String USE_THE_BROWSERS = "Send the offer as the WebRTC library wrote it.";

  private final String text;
  private int line;
  private int at;
  private @Nullable Origin origin;
  private @Nullable MediaSection section;
  private Attributes session = Attributes.NONE;
  private final List<MediaSection> media = new ArrayList<>();
  private final List<Attribute> attributes = new ArrayList<>();
  private int candidates;

  private SdpReader(String text) {
    this.text = text;
  }

  /**
   * @throws SdpException naming the line, what is wrong with it and what would be right
   */
  public static SessionDescription read(String text) {
    if (!text.startsWith("v=0")) {
      throw new SdpException(1, "the description does not begin with v=0", USE_THE_BROWSERS);
    }
    var reader = new SdpReader(text);
    reader.readLines();
    Origin origin = reader.origin;
    if (origin == null) {
      throw new SdpException("the o= line is missing", USE_THE_BROWSERS);
    }
    return new SessionDescription(origin, reader.session, reader.media);
  }

  /**
   * Reads a part of a description, which has neither version nor origin.
   *
   * @throws SdpException naming the line, what is wrong with it and what would be right
   */
  public static SdpFragment readFragment(String text) {
    var reader = new SdpReader(text);
    reader.readLines();
    return new SdpFragment(reader.session, reader.media);
  }

  private void readLines() {
    if (text.length() > MAX_CHARACTERS) {
      throw new SdpException(
          "the description has " + text.length() + " characters",
          "Stay below " + MAX_CHARACTERS + ": offer fewer m-lines or codecs.");
    }
    while (at < text.length()) {
      readLine();
    }
    endSection();
  }

  private void readLine() {
    line++;
    int end = text.indexOf('\n', at);
    if (end < 0) {
      end = text.length();
    }
    int contentEnd = end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
    int begin = at;
    at = end + 1;
    Attribute known =
        text.startsWith("a=", begin) ? AttributeReader.known(text, begin + 2, contentEnd) : null;
    if (known != null) {
      addAttribute(known);
    } else {
      readLine(checked(text.substring(begin, contentEnd)));
    }
  }

  private String checked(String content) {
    if (content.length() > MAX_LINE_CHARACTERS) {
      throw new SdpException(
          line,
          "the line has " + content.length() + " characters",
          "Keep lines below " + MAX_LINE_CHARACTERS + ".");
    }
    if (hasControlCharacter(content)) {
      throw new SdpException(
          line, "the line holds a control character", "End lines with CR LF and use plain text.");
    }
    return content;
  }

  private static boolean hasControlCharacter(String content) {
    for (int i = 0; i < content.length(); i++) {
      if (content.charAt(i) < ' ' && content.charAt(i) != '\t') {
        return true;
      }
    }
    return false;
  }

  private void readLine(String content) {
    if (content.isBlank()) {
      return;
    }
    if (content.length() < 2 || content.charAt(1) != '=') {
      throw new SdpException(line, "this is no <letter>=<value> line", USE_THE_BROWSERS);
    }
    String value = content.substring(2);
    switch (content.charAt(0)) {
      case 'o' -> origin = Origin.parse(value, line);
      case 'm' -> beginSection(MediaSection.parse(value, line));
      case 'a' -> addAttribute(AttributeReader.read(value, line));
      default -> {
        // Names, times, bandwidths and addresses decide nothing in WebRTC.
      }
    }
  }

  private void beginSection(MediaSection next) {
    endSection();
    if (media.size() == MAX_MEDIA_SECTIONS) {
      throw new SdpException(
          line,
          "there are more than " + MAX_MEDIA_SECTIONS + " m-lines",
          "Offer at most " + MAX_MEDIA_SECTIONS + ".");
    }
    section = next;
  }

  private void endSection() {
    var ended = new Attributes(attributes);
    if (section == null) {
      session = ended;
    } else {
      media.add(section.with(ended));
    }
    attributes.clear();
    candidates = 0;
  }

  private void addAttribute(Attribute attribute) {
    if (attributes.size() == MAX_ATTRIBUTES_PER_SECTION) {
      throw new SdpException(
          line,
          "there are more than " + MAX_ATTRIBUTES_PER_SECTION + " attributes in one section",
          "Offer fewer codecs.");
    }
    if (attribute instanceof Candidate && ++candidates > MAX_CANDIDATES_PER_SECTION) {
      throw new SdpException(
          line,
          "there are more than " + MAX_CANDIDATES_PER_SECTION + " candidates at one m-line",
          "Leave candidates out: the server learns the address from the connectivity check.");
    }
    attributes.add(attribute);
  }
}
