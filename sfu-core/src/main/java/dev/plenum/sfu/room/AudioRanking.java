package dev.plenum.sfu.room;

import dev.plenum.sfu.control.Speaker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Owner: the room's loop. Chooses the few microphones that are heard; each keeps its place for as
 * long as it is heard, so that the audio slots of all receivers change at the same few places.
 *
 * <p>While there is a free place everybody who makes a sound is heard, so a small meeting needs no
 * ranking. After that a louder speaker takes the place of the quietest, who keeps it for a moment
 * at least and until the other is clearly louder.
 */
final class AudioRanking {

  /** How much louder than the quietest heard microphone another must be to take its place. */
  private static final double MARGIN_DB = 6;

  /** Shorter turns than this are not heard as speech but as a flicker. */
  private static final long LEAST_TURN_NANOS = 300_000_000L;

  /** A pause of this length still belongs to a speech. */
  private static final long PAUSE_NANOS = 600_000_000L;

  private final @Nullable Loudness[] places;

  AudioRanking(int places) {
    this.places = new Loudness[places];
  }

  /**
   * Takes one packet's level into account.
   *
   * @return true if the microphone has just got a place
   */
  boolean observe(Loudness microphone, int levelDbov, long nowNanos) {
    microphone.observe(levelDbov, nowNanos);
    if (microphone.score() <= 0 || placeOf(microphone) >= 0) {
      return false;
    }
    int place = placeFor(microphone, nowNanos);
    if (place < 0) {
      return false;
    }
    places[place] = microphone;
    microphone.heardSince(nowNanos);
    return true;
  }

  /** Takes a microphone's place away, where it has one. */
  boolean remove(Loudness microphone) {
    int place = placeOf(microphone);
    if (place < 0) {
      return false;
    }
    places[place] = null;
    return true;
  }

  int places() {
    return places.length;
  }

  /** The number of the microphone at a place, 0 for none. */
  int heardAt(int place) {
    Loudness heard = places[place];
    return heard == null ? 0 : heard.csrc();
  }

  /** Who is speaking, loudest first. */
  List<Speaker> speakers(long nowNanos) {
    List<Loudness> speaking = new ArrayList<>(places.length);
    for (Loudness heard : places) {
      if (heard != null && heard.spokeWithin(PAUSE_NANOS, nowNanos)) {
        speaking.add(heard);
      }
    }
    speaking.sort(Comparator.comparingDouble(Loudness::score).reversed());
    return speaking.stream()
        .map(heard -> new Speaker(heard.csrc(), 127 - (int) Math.round(heard.score())))
        .toList();
  }

  private int placeOf(Loudness microphone) {
    for (int place = 0; place < places.length; place++) {
      if (places[place] == microphone) {
        return place;
      }
    }
    return -1;
  }

  private int placeFor(Loudness microphone, long nowNanos) {
    int quietest = -1;
    double quietestScore = Double.MAX_VALUE;
    for (int place = 0; place < places.length; place++) {
      Loudness heard = places[place];
      if (heard == null) {
        return place;
      }
      if (heard.score() < quietestScore) {
        quietest = place;
        quietestScore = heard.score();
      }
    }
    return mayTake(microphone, quietest, nowNanos) ? quietest : -1;
  }

  private boolean mayTake(Loudness microphone, int place, long nowNanos) {
    Loudness heard = place < 0 ? null : places[place];
    return heard != null
        && nowNanos - heard.heardSinceNanos() >= LEAST_TURN_NANOS
        && microphone.score() >= Math.max(Loudness.SPEECH, heard.score() + MARGIN_DB);
  }
}
