package dev.plenum.bwe.orchestration;

import java.util.ArrayList;
import java.util.List;

/** A publisher while its room is being solved: its sources share its uplink. */
final class Uplink {
  private final Publisher publisher;
  private final long budgetBps;
  private final List<Feed> feeds = new ArrayList<>();

  Uplink(Publisher publisher) {
    this.publisher = publisher;
    this.budgetBps = publisher.uplinkBps() - publisher.audioBps();
    for (Source source : publisher.sources()) {
      feeds.add(new Feed(this, source));
    }
  }

  List<Feed> feeds() {
    return feeds;
  }

  /** What was offered before no longer fits: all sources are to be thought over. */
  void turnOffIfTooMuch() {
    long offeredBps = 0;
    for (Feed feed : feeds) {
      offeredBps += feed.offeredBps();
    }
    for (Feed feed : feeds) {
      if (offeredBps > budgetBps && feed.isSteerable()) {
        feed.turnOff();
      }
    }
  }

  String participant() {
    return publisher.participant();
  }

  /** What the other feeds leave for one; a watched one that is off yet is left its lowest rate. */
  long leftBps(Feed feed) {
    long leftBps = budgetBps;
    for (Feed other : feeds) {
      if (other != feed) {
        leftBps -=
            other.isOff() && !other.views().isEmpty() ? other.rates().bps(0) : other.offeredBps();
      }
    }
    return leftBps;
  }
}
