package dev.plenum.signaling.sdp;

import java.util.ArrayList;
import java.util.List;

/** M-lines that belong together, by their mids (RFC 5888). */
public record Group(String semantics, List<String> mids) implements Attribute {

  static final String KEY = "group";

  /** M-lines that share one transport (RFC 9143). */
  public static final String BUNDLE = "BUNDLE";

  public Group {
    mids = List.copyOf(mids);
  }

  static Group parse(String value, int line) {
    var tokens = new LineTokens(value, line, "a=group:<semantics> <mid> <mid>");
    String semantics = tokens.next();
    var mids = new ArrayList<String>();
    while (tokens.hasMore()) {
      mids.add(tokens.next());
    }
    return new Group(semantics, mids);
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public String value() {
    return mids.isEmpty() ? semantics : semantics + " " + String.join(" ", mids);
  }
}
