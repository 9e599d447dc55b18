package dev.plenum.signaling.room;

import dev.plenum.sfu.control.Layout;
import dev.plenum.sfu.control.Layout.Tile;
import dev.plenum.sfu.control.MediaRoom;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.signaling.room.AutomaticLayout.Candidate;
import dev.plenum.signaling.room.Participant.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lays out the room for those who do not ask themselves (WHEP).
 *
 * <p>Owner: the control loop.
 */
final class Viewers {

  private static final long LOOK_NANOS = 500_000_000;

  private final Roster roster;
  private final MediaRoom media;
  private final Map<String, AutomaticLayout> layouts = new HashMap<>();
  private final Map<String, Layout> asked = new HashMap<>();
  private final Map<String, Long> spoke = new HashMap<>();
  private long turns;
  private long lookedNanos;

  Viewers(Roster roster, MediaRoom media, long nowNanos) {
    this.roster = roster;
    this.media = media;
    this.lookedNanos = nowNanos;
  }

  /** These are heard, loudest first. */
  void heard(List<Integer> csrcs) {
    for (Participant participant : roster.participants()) {
      participant
          .source(SourceKind.MICROPHONE)
          .filter(microphone -> csrcs.contains(microphone.csrc()))
          .ifPresent(microphone -> spoke.put(participant.pid(), ++turns));
    }
  }

  void gone(Participant participant) {
    layouts.remove(participant.pid());
    asked.remove(participant.pid());
    spoke.remove(participant.pid());
  }

  /** A new transport has no layout yet. */
  void connected(Participant participant) {
    asked.remove(participant.pid());
  }

  /** Looks twice a second for what has changed. */
  void tick(long nowNanos) {
    if (nowNanos - lookedNanos < LOOK_NANOS) {
      return;
    }
    lookedNanos = nowNanos;
    for (Participant viewer : roster.participants()) {
      Layout layout =
          switch (viewer.view()) {
            case View.Asked own -> null;
            case View.Automatic automatic -> automatic(viewer, nowNanos);
            case View.One one -> one(one);
          };
      if (layout != null && !layout.equals(asked.put(viewer.pid(), layout))) {
        media.layout(viewer.pid(), layout);
      }
    }
  }

  private Layout automatic(Participant viewer, long nowNanos) {
    List<Candidate> candidates = new ArrayList<>();
    for (Participant participant : roster.participants()) {
      if (participant != viewer) {
        long turn = spoke.getOrDefault(participant.pid(), 0L);
        live(participant, SourceKind.SCREEN)
            .ifPresent(screen -> candidates.add(new Candidate(screen.csrc(), true, turn)));
        live(participant, SourceKind.CAMERA)
            .ifPresent(camera -> candidates.add(new Candidate(camera.csrc(), false, turn)));
      }
    }
    return layouts
        .computeIfAbsent(viewer.pid(), absent -> new AutomaticLayout(nowNanos))
        .layout(candidates, viewer.mediaSession().videoSlots(), nowNanos);
  }

  private static Optional<Source> live(Participant participant, SourceKind kind) {
    return participant.source(kind).filter(source -> !source.isMuted());
  }

  private Layout one(View.One one) {
    return roster
        .find(one.pid())
        .map(
            owner -> {
              List<Tile> tiles =
                  owner.source(one.kind()).stream()
                      .map(source -> new Tile(source.csrc(), 1920, 1080, 1))
                      .toList();
              int microphone =
                  owner.source(SourceKind.MICROPHONE).map(Source::csrc).orElse(Layout.SILENCE);
              return new Layout(tiles, microphone);
            })
        .orElse(new Layout(List.of(), Layout.SILENCE));
  }
}
