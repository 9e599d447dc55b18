package dev.plenum.sfu.room;

import dev.plenum.sfu.control.SourceKind;
import dev.plenum.sfu.control.Speaker;
import dev.plenum.sfu.stream.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Owner: the room's loop. What can be heard in a room: the loudest microphones, and the sound of
 * shared screens, which stands outside that contest.
 */
final class Sound {

  private final AudioRanking ranking;
  private final Int2ObjectHashMap<PublishedSource> sources;
  private List<Speaker> speakers = List.of();
  private boolean changed;

  /**
   * @param sources the room's sources by number
   */
  Sound(int heardMicrophones, Int2ObjectHashMap<PublishedSource> sources) {
    this.ranking = new AudioRanking(heardMicrophones);
    this.sources = sources;
  }

  /** A microphone's packet arrived with this loudness. */
  void level(Source microphone, int levelDbov, long nowNanos) {
    PublishedSource published = sources.get(microphone.csrc());
    if (published != null) {
      changed |= ranking.observe(published.loudness(), levelDbov, nowNanos);
    }
  }

  /** A sound is there, or there again. */
  void began(PublishedSource published) {
    changed |= published.kind() == SourceKind.SCREEN_AUDIO;
  }

  /** A sound has ended, was muted, or does not come any more. */
  void ended(PublishedSource published) {
    published.loudness().silence();
    changed |= ranking.remove(published.loudness());
  }

  /** Whether somebody hears something else since the last call. */
  boolean takeChange() {
    boolean was = changed;
    changed = false;
    return was;
  }

  /** The microphones that are heard, loudest first. */
  List<PublishedSource> heard() {
    List<PublishedSource> heard = new ArrayList<>(ranking.places());
    for (int place = 0; place < ranking.places(); place++) {
      PublishedSource published = sources.get(ranking.heardAt(place));
      if (published != null) {
        heard.add(published);
      }
    }
    heard.sort(
        Comparator.comparingDouble((PublishedSource one) -> one.loudness().score()).reversed());
    return heard;
  }

  List<PublishedSource> screens() {
    return sources.values().stream()
        .filter(published -> published.kind() == SourceKind.SCREEN_AUDIO)
        .toList();
  }

  /** Brings the speakers up to date; tells whether they or their order changed. */
  boolean reviewSpeakers(long nowNanos) {
    List<Speaker> now = ranking.speakers(nowNanos);
    boolean differ = !csrcs(now).equals(csrcs(speakers));
    speakers = now;
    return differ;
  }

  /** Whether one of the speakers is this participant. */
  boolean isSpeaking(String participantId) {
    for (int i = 0; i < speakers.size(); i++) {
      PublishedSource microphone = sources.get(speakers.get(i).csrc());
      if (microphone != null && microphone.isOf(participantId)) {
        return true;
      }
    }
    return false;
  }

  private static List<Integer> csrcs(List<Speaker> speakers) {
    return speakers.stream().map(Speaker::csrc).toList();
  }

  List<Speaker> speakers() {
    return speakers;
  }
}
