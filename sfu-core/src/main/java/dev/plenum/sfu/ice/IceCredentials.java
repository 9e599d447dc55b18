package dev.plenum.sfu.ice;

import java.security.SecureRandom;

/**
 * User name fragment and password of one side and one ICE generation.
 *
 * <p>Source: RFC 8839 §5.4 for alphabet and lengths.
 */
public record IceCredentials(String ufrag, String pwd) {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private static final int MIN_UFRAG_CHARS = 4;
  private static final int MIN_PWD_CHARS = 22;
  private static final int MAX_CHARS = 256;

  /** 48 random bits tell transports apart; RFC 8445 §5.3 wants 24. */
  private static final int RANDOM_UFRAG_CHARS = 8;

  /** 144 random bits; RFC 8445 §5.3 wants 128. */
  private static final int RANDOM_PWD_CHARS = 24;

  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * @throws IllegalArgumentException if {@link #areValid} does not hold
   */
  public IceCredentials {
    if (!areValid(ufrag, pwd)) {
      throw new IllegalArgumentException("not an ICE ufrag and password");
    }
  }

  /**
   * Makes random credentials.
   *
   * @param ufragPrefix ICE characters that the ufrag starts with, so that a check which arrives
   *     elsewhere (on the ICE-TCP port) tells the loop it belongs to; may be empty
   */
  public static IceCredentials generate(String ufragPrefix) {
    return new IceCredentials(ufragPrefix + random(RANDOM_UFRAG_CHARS), random(RANDOM_PWD_CHARS));
  }

  /** Whether a peer's ufrag and password have the alphabet and the lengths of RFC 8839. */
  public static boolean areValid(String ufrag, String pwd) {
    return isValid(ufrag, MIN_UFRAG_CHARS) && isValid(pwd, MIN_PWD_CHARS);
  }

  /** Shows the ufrag only: passwords never reach a log. */
  @Override
  public String toString() {
    return "IceCredentials[" + ufrag + "]";
  }

  private static boolean isValid(String value, int minChars) {
    return value.length() >= minChars
        && value.length() <= MAX_CHARS
        && value.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
  }

  private static String random(int chars) {
    StringBuilder value = new StringBuilder(chars);
    for (int i = 0; i < chars; i++) {
      value.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return value.toString();
  }
}
