package dev.plenum.load;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Somebody who has come into a room.
 *
 * @param beganNanos when they were to begin
 */
record Person(Attendee attendee, Role role, Media media, long beganNanos) {

  /** From when they were to begin until the answer to their join. */
  long answerNanos() {
    return attendee.answeredNanos() - beganNanos;
  }

  /** When their first picture was complete. */
  CompletableFuture<Long> firstPictureNanos() {
    return media.viewer().firstPictureNanos();
  }

  boolean hasPicture() {
    return firstPictureNanos().isDone();
  }

  /** From the answer until the first picture. */
  long pictureNanos() {
    return firstPictureNanos().join() - attendee.answeredNanos();
  }

  /** The tiles that somebody looks at: the cameras behind their own, around the circle. */
  static List<Integer> tiles(List<Integer> cameras, int own, int tiles) {
    int from = cameras.indexOf(own) + 1;
    return IntStream.range(0, cameras.size())
        .map(i -> cameras.get((from + i) % cameras.size()))
        .filter(camera -> camera != own)
        .limit(tiles)
        .boxed()
        .toList();
  }
}
