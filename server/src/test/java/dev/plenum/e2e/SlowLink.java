package dev.plenum.e2e;

import java.util.ArrayList;
import java.util.List;

/** One way in which one direction of a participant's link can be bad: a row of the matrix. */
record SlowLink(String direction, String trouble, Conditions conditions) {

  /**
   * The matrix of the slow-link test of "GSO-Simulcast" (SIGCOMM 2022), and a good link in each
   * direction: what stalls then is the machine's doing.
   */
  static List<SlowLink> matrix() {
    List<SlowLink> links = new ArrayList<>();
    for (String direction : List.of("up", "down")) {
      links.add(new SlowLink(direction, "good", Conditions.GOOD));
      for (int percent : new int[] {30, 50}) {
        links.add(new SlowLink(direction, percent + "% loss", Conditions.GOOD.loss(percent)));
      }
      for (int ms : new int[] {50, 100}) {
        links.add(new SlowLink(direction, ms + " ms jitter", Conditions.GOOD.jitter(ms)));
      }
      for (int kbps : new int[] {500, 1_000, 1_500}) {
        links.add(new SlowLink(direction, kbps + " kbps", Conditions.GOOD.rate(kbps)));
      }
    }
    return links;
  }

  /** Whether what the participant sends suffers, rather than what comes to it. */
  boolean isUp() {
    return direction.equals("up");
  }

  /** Makes somebody's link so. */
  void befall(Home home) {
    if (isUp()) {
      home.up(conditions);
    } else {
      home.down(conditions);
    }
  }

  @Override
  public String toString() {
    return direction + " " + trouble;
  }
}
