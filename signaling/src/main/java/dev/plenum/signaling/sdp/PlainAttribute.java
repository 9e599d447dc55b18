package dev.plenum.signaling.sdp;

/** An attribute without inner structure that matters here, known or unknown. */
public record PlainAttribute(String key, String value) implements Attribute {

  /** An attribute that is only a key. */
  public static PlainAttribute flag(String key) {
    return new PlainAttribute(key, "");
  }
}
