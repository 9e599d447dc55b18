package dev.plenum.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints how a meeting fares while one link of it is slow, with the orchestrator and without.
 * {@code ./bench/run slow-links} starts it; arguments are parts of the names of the rows to
 * measure, none for all.
 */
final class SlowLinks {

  private static final int SECONDS = 20;

  private SlowLinks() {}

  public static void main(String[] names) throws IOException {
    List<SlowLink> links =
        SlowLink.matrix().stream()
            .filter(link -> List.of(names).stream().allMatch(link.toString()::contains))
            .toList();
    Path film =
        Film.shoot(Files.createTempDirectory("slow-links"), "testsrc2=size=640x360:rate=15");
    List<Stalls> with = measure(film, "on", links);
    List<Stalls> without = measure(film, "off", links);
    System.out.printf("%n%-18s %-51s %s%n", "", "orchestrator on", "orchestrator off");
    for (int i = 0; i < links.size(); i++) {
      System.out.printf("%-18s %-51s %s%n", links.get(i), with.get(i), without.get(i));
    }
  }

  private static List<Stalls> measure(Path film, String orchestrator, List<SlowLink> links) {
    List<Stalls> measured = new ArrayList<>();
    try (SlowLinkMeeting meeting = new SlowLinkMeeting(film, "--orchestrator", orchestrator)) {
      for (SlowLink link : links) {
        Stalls stalls = meeting.measure(link, SECONDS);
        System.out.printf("orchestrator %-3s  %-18s %s%n", orchestrator, link, stalls);
        measured.add(stalls);
      }
    }
    return measured;
  }
}
