package dev.plenum.sfu.room;

import dev.plenum.bwe.orchestration.Encoding;
import dev.plenum.bwe.orchestration.Publisher;
import dev.plenum.bwe.orchestration.Source;
import dev.plenum.bwe.orchestration.Subscriber;
import dev.plenum.bwe.orchestration.Subscriber.Wish;
import dev.plenum.sfu.transport.Publication;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the orchestrator is to know of a room at one moment. */
record RoomPicture(List<Publisher> publishers, List<Subscriber> subscribers) {

  /**
   * @param sources the room's sources by number
   */
  static RoomPicture of(
      Collection<Member> members, Map<Integer, PublishedSource> sources, long nowNanos) {
    List<Publisher> publishers = new ArrayList<>();
    List<Subscriber> subscribers = new ArrayList<>();
    for (Member member : members) {
      if (member.isConnected()) {
        publishers.add(publisher(member, sources, nowNanos));
        subscribers.add(subscriber(member, nowNanos));
      }
    }
    return new RoomPicture(publishers, subscribers);
  }

  private static Publisher publisher(
      Member member, Map<Integer, PublishedSource> sources, long nowNanos) {
    long audioBps = 0;
    List<Source> pictures = new ArrayList<>();
    for (Publication publication : member.publications()) {
      PublishedSource published = sources.get(publication.source().csrc());
      if (published == null) {
        continue;
      }
      if (published.isScreen()) {
        pictures.addFirst(source(published, nowNanos));
      } else if (published.kind().isVideo()) {
        pictures.add(source(published, nowNanos));
      } else {
        audioBps += published.source().bps(0, 0, nowNanos);
      }
    }
    return new Publisher(member.participantId(), member.uplinkEstimate().bps(), audioBps, pictures);
  }

  private static Source source(PublishedSource published, long nowNanos) {
    return published.isSteerable()
        ? new Source(published.source().csrc(), candidates(published), true)
        : new Source(published.source().csrc(), measured(published, nowNanos), false);
  }

  private static List<Encoding> candidates(PublishedSource published) {
    List<Encoding> encodings = new ArrayList<>();
    long belowBps = 0;
    for (int spatial = 0; spatial < published.source().spatialLayers(); spatial++) {
      int heightPixels = published.source().heightPixels(spatial);
      Encoding usual = Encoding.of(published.rid(spatial), heightPixels, 1);
      Encoding rising = above(belowBps, usual);
      encodings.add(rising);
      belowBps = rising.candidateBps().getLast();
    }
    return encodings;
  }

  /** Small cameras have several layers of what is usually the size of one. */
  private static Encoding above(long belowBps, Encoding usual) {
    List<Long> rising = usual.candidateBps().stream().filter(bps -> bps > belowBps).toList();
    return new Encoding(
        usual.rid(),
        usual.heightPixels(),
        usual.scale(),
        rising.isEmpty() ? List.of(belowBps * 3 / 2) : rising);
  }

  /** What comes of a publisher that cannot be told. */
  private static List<Encoding> measured(PublishedSource published, long nowNanos) {
    List<Encoding> encodings = new ArrayList<>();
    for (int spatial = 0; spatial < published.source().spatialLayers(); spatial++) {
      int top = published.source().temporalLayers(spatial) - 1;
      long bps = published.source().bps(spatial, top, nowNanos);
      if (bps > 0) {
        encodings.add(
            new Encoding(
                Integer.toString(spatial),
                published.source().heightPixels(spatial),
                1,
                List.of(bps)));
      }
    }
    return encodings;
  }

  private static Subscriber subscriber(Member member, long nowNanos) {
    Viewing viewing = member.viewing();
    List<Wish> wishes = new ArrayList<>();
    for (Sight sight : viewing.sights()) {
      if (sight.slot() != null) {
        int weight = sight.weight(viewing.isSpeaking(sight));
        wishes.add(new Wish(sight.asked().csrc(), sight.heightPixels(), weight));
      }
    }
    return new Subscriber(
        member.participantId(),
        viewing.estimateBps(),
        viewing.downlink().audioBps(nowNanos),
        wishes);
  }

  /** Of the sources that anybody has a tile of, the height of the largest. */
  Map<Integer, Integer> askedHeights() {
    Map<Integer, Integer> heights = new HashMap<>();
    for (Subscriber subscriber : subscribers) {
      for (Wish wish : subscriber.wishes()) {
        heights.merge(wish.csrc(), wish.heightPixels(), Math::max);
      }
    }
    return heights;
  }

  /** The sources of publishers that cannot send all that might be asked of them. */
  Set<Integer> onNarrowUplinks() {
    Set<Integer> narrow = new HashSet<>();
    for (Publisher publisher : publishers) {
      if (publisher.uplinkBps() < UplinkEstimate.UNLIMITED_BPS) {
        publisher.sources().forEach(source -> narrow.add(source.csrc()));
      }
    }
    return narrow;
  }
}
