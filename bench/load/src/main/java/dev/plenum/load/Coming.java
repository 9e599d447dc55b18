package dev.plenum.load;

import java.util.List;

/**
 * How people came in.
 *
 * @param invited who wanted to
 * @param people who did
 * @param complete who got all that is sent, in the end
 * @param joinsPerSecond up to the last answer
 * @param answers from when somebody was to begin until the join's answer
 * @param pictures from the answer until the first key frame was complete
 * @param server its figures from when it was empty until everybody got everything
 */
record Coming(
    int invited,
    int people,
    int complete,
    double joinsPerSecond,
    Spread answers,
    Spread pictures,
    ServerFigures server) {
  private static final double NANOS_PER_SECOND = 1e9;

  static Coming of(int invited, List<Person> people, int complete, ServerFigures server) {
    long firstNanos = people.stream().mapToLong(Person::beganNanos).min().orElseThrow();
    long lastNanos =
        people.stream().mapToLong(one -> one.attendee().answeredNanos()).max().orElseThrow();
    return new Coming(
        invited,
        people.size(),
        complete,
        people.size() * NANOS_PER_SECOND / (lastNanos - firstNanos),
        new Spread(people.stream().mapToLong(Person::answerNanos)),
        new Spread(people.stream().filter(Person::hasPicture).mapToLong(Person::pictureNanos)),
        server);
  }

  /** Who did not get in. */
  int absent() {
    return invited - people;
  }

  /** Who did not get all that is sent, those included who did not get in. */
  int incomplete() {
    return invited - complete;
  }

  /**
   * What the server spent on each join.
   *
   * @param millisPerPacket what forwarding costs, which goes on meanwhile
   */
  double cpuMillisPerJoin(double millisPerPacket) {
    return (server.cpuMillis() - server.packetsOut() * millisPerPacket) / people;
  }
}
