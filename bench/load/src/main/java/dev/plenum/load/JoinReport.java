package dev.plenum.load;

import java.util.List;

/**
 * What a {@link JoinStorm} came to.
 *
 * @param viewers who wanted to come
 * @param absent who did not get in
 * @param joinsPerSecond up to the last answer
 * @param answers from when somebody was to begin until the join's answer
 * @param pictures from the answer until the first key frame was complete
 * @param keyFramesAsked of the publisher while people joined
 * @param keyFramesAskedInASecond the most of them
 * @param seconds until everybody had a picture
 * @param packets of pictures that came, repeated ones included
 * @param lost packets of pictures that never came
 * @param joining the server's figures while people joined
 * @param steady the server's figures afterwards
 */
record JoinReport(
    int viewers,
    int absent,
    double joinsPerSecond,
    Spread answers,
    Spread pictures,
    int keyFramesAsked,
    int keyFramesAskedInASecond,
    double seconds,
    long packets,
    long lost,
    ServerFigures joining,
    ServerFigures steady) {

  /** Who got in and saw nothing. */
  int blind() {
    return viewers - absent - pictures.count();
  }

  /** What forwarding costs once all are there. */
  double cpuMicrosPerPacket() {
    return 1_000.0 * steady.cpuMillis() / steady.packetsOut();
  }

  /** Without what the forwarding costs that goes on meanwhile. */
  double cpuMillisPerJoin() {
    double forwardingMillis = joining.packetsOut() * cpuMicrosPerPacket() / 1_000;
    return (joining.cpuMillis() - forwardingMillis) / (viewers - absent);
  }

  /** For people, in the same order always. */
  List<Row> rows() {
    return List.of(
        new Row("viewers", Integer.toString(viewers)),
        new Row("who did not get in", Integer.toString(absent)),
        new Row("joins a second", "%.1f".formatted(joinsPerSecond)),
        new Row("answered after: p50 / p95 / most", answers.toString()),
        new Row("first picture after the answer", pictures.toString()),
        new Row("who saw nothing", Integer.toString(blind())),
        new Row("key frames asked of the publisher", Integer.toString(keyFramesAsked)),
        new Row("most of them within a second", Integer.toString(keyFramesAskedInASecond)),
        new Row("packets of pictures", "%,d".formatted(packets)),
        new Row("lost of them", "%,d".formatted(lost)),
        new Row("server: CPU a join, without forwarding", "%.1f ms".formatted(cpuMillisPerJoin())),
        new Row(
            "server: cores while joining", "%.2f".formatted(joining.cpuMillis() / seconds / 1e3)),
        new Row("server: CPU a packet afterwards", "%.1f µs".formatted(cpuMicrosPerPacket())),
        new Row("server: drops while joining", joining.drops().toString()),
        new Row("server: drops afterwards", steady.drops().toString()));
  }
}
