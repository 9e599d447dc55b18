package dev.plenum.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What is asked of Janus's VideoRoom plugin, as its documentation of version 1.1 tells. */
final class JanusRequest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_PUBLISHERS = 1_000;

  private JanusRequest() {}

  /** A room without limits of rate, which tells nobody of people who send nothing. */
  static ObjectNode create(int room) {
    return request("create")
        .put("room", room)
        .put("publishers", MOST_PUBLISHERS)
        .put("audiocodec", "opus")
        .put("videocodec", "vp8")
        .put("bitrate", 0)
        .put("transport_wide_cc_ext", true)
        .put("notify_joining", false);
  }

  /**
   * @param feed by which others find what is published
   */
  static ObjectNode publish(int room, int feed) {
    return join(room, "publisher").put("id", feed);
  }

  /**
   * To watch and hear what feeds publish by our {@link Offer}.
   *
   * @param layer the place of what is wanted among the sizes of each camera, the smallest first
   */
  static ObjectNode subscribe(int room, List<Integer> cameras, int layer, List<Integer> heard) {
    ObjectNode join = join(room, "subscriber");
    ArrayNode streams = join.putArray("streams");
    for (int feed : cameras) {
      streams.addObject().put("feed", feed).put("mid", Offer.CAMERA_MID).put("substream", layer);
    }
    for (int feed : heard) {
      streams.addObject().put("feed", feed).put("mid", Offer.MICROPHONE_MID);
    }
    return join;
  }

  /** Goes with an offer of what will be published. */
  static ObjectNode configure() {
    return request("configure");
  }

  /** Goes with the answer to the offer of what was subscribed to. */
  static ObjectNode start() {
    return request("start");
  }

  private static ObjectNode join(int room, String as) {
    return request("join").put("room", room).put("ptype", as);
  }

  private static ObjectNode request(String name) {
    return JSON.createObjectNode().put("request", name);
  }
}
