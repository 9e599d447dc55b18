package dev.plenum.signaling.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plenum.sfu.control.CloseReason;
import dev.plenum.sfu.control.IceParameters;
import dev.plenum.sfu.control.Layout;
import dev.plenum.sfu.control.Layout.Tile;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.sfu.control.TransportState;
import dev.plenum.signaling.message.Permissions;
import dev.plenum.signaling.message.PersonState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** WHIP publishers and WHEP viewers, as rooms see them. */
class HttpParticipantsTest {

  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  private final SimulatedLoop loop = new SimulatedLoop();
  private final RecordingMedia media = new RecordingMedia();
  private final Rooms rooms = new Rooms(media, loop, RoomLimits.DEFAULT, 3, new Random(1));
  private final Room room = rooms.enter("standup");

  @Test
  void shouldPublishWithoutAWebSocket() {
    Admission admission = publish("cam");

    assertThat(admission.participant().source(SourceKind.CAMERA)).isPresent();
    assertThat(Objects.requireNonNull(admission.answer()).sdp()).startsWith("v=0");
    assertThat(admission.participant().isOverHttp()).isTrue();
    assertThat(admission.participant().state()).isEqualTo(PersonState.CONNECTED);
  }

  @Test
  void shouldLeave() {
    Participant cam = publish("cam").participant();

    room.leave(cam);

    assertThat(room.participants()).isEmpty();
    assertThat(media.room().transport(cam.pid())).isNull();
  }

  @Test
  void shouldNotBeSteered() {
    Participant cam = publish("cam").participant();

    assertThat(Objects.requireNonNull(media.room().transport(cam.pid())).steerable()).isFalse();
  }

  @Test
  void shouldRestartIceWithoutAnOffer() {
    Participant cam = publish("cam").participant();
    var before = Objects.requireNonNull(media.room().transport(cam.pid()));
    IceParameters remote = new IceParameters("next", "aPasswordOf22Characters");

    String fragment = now(room.restartIce(cam, fragment(remote))).orElseThrow();

    var after = Objects.requireNonNull(media.room().transport(cam.pid()));
    assertThat(after.remote()).isEqualTo(remote);
    assertThat(after.local()).isNotEqualTo(before.local());
    assertThat(fragment)
        .contains("a=ice-ufrag:" + after.local().ufrag(), "a=ice-pwd:" + after.local().password());
    assertThat(after.publishes()).isEqualTo(before.publishes());
    assertThat(after.fingerprints()).isEqualTo(before.fingerprints());
  }

  @Test
  void shouldNotRestartIceForCandidatesAlone() {
    Participant cam = publish("cam").participant();
    var before = Objects.requireNonNull(media.room().transport(cam.pid()));

    assertThat(now(room.restartIce(cam, fragment(before.remote())))).isEmpty();

    assertThat(media.room().transport(cam.pid())).isEqualTo(before);
  }

  @Test
  void shouldNotShowAnythingAfterARestartToWhoMayNotSubscribe() {
    Participant viewer = view(View.AUTOMATIC);
    Permissions none = new Permissions(Set.of(), false, false, false, false, false, false);
    room.permit(viewer, none);

    now(room.restartIce(viewer, fragment(new IceParameters("next", "aPasswordOf22Characters"))));

    assertThat(Objects.requireNonNull(media.room().transport(viewer.pid())).slots()).isEmpty();
  }

  @Test
  void shouldRefuseToRestartWhatHasEnded() {
    Participant cam = publish("cam").participant();
    media.room().closed(cam.pid(), CloseReason.CLOSED_BY_PEER);
    loop.run();

    assertThatThrownBy(() -> now(room.restartIce(cam, "")))
        .hasRootCauseMessage("conflict: There is no transport to restart.");
  }

  @Test
  void shouldGoWhenTheTransportEnds() {
    Participant cam = publish("cam").participant();

    media.room().closed(cam.pid(), CloseReason.CONSENT_EXPIRED);
    loop.run();

    assertThat(room.participants()).isEmpty();
  }

  @Test
  void shouldGoWhenTheTransportNeverComesUp() {
    publish("cam");

    pass(Duration.ofSeconds(29));
    assertThat(room.participants()).hasSize(1);
    pass(Duration.ofSeconds(2));

    assertThat(room.participants()).isEmpty();
  }

  @Test
  void shouldShowAsReconnectingWhileMediaIsSilent() {
    Participant cam = publish("cam").participant();
    media.room().transport(cam.pid(), TransportState.CONNECTED);
    media.room().transport(cam.pid(), TransportState.DISCONNECTED);
    loop.run();
    assertThat(cam.state()).isEqualTo(PersonState.RECONNECTING);

    media.room().transport(cam.pid(), TransportState.CONNECTED);
    loop.run();
    assertThat(cam.state()).isEqualTo(PersonState.CONNECTED);
  }

  @Test
  void shouldLayOutTheRoomForAViewer() {
    Participant one = publish("one").participant();
    Participant two = publish("two").participant();
    Participant viewer = view(View.AUTOMATIC);

    pass(Duration.ofSeconds(1));
    assertThat(shownTo(viewer)).containsExactly(camera(one));

    media.room().speakers(two.source(SourceKind.MICROPHONE).orElseThrow().csrc());
    pass(Duration.ofSeconds(3));
    assertThat(shownTo(viewer)).containsExactly(camera(two));

    room.leave(two);
    pass(Duration.ofSeconds(1));
    assertThat(shownTo(viewer)).containsExactly(camera(one));
  }

  @Test
  void shouldNotShowAViewerCamerasThatAreSwitchedOff() {
    Participant one = publish("one").participant();
    Participant two = publish("two").participant();
    Participant viewer = view(View.AUTOMATIC);
    pass(Duration.ofSeconds(1));

    room.muteOwn(one, SourceKind.CAMERA, true);
    pass(Duration.ofSeconds(1));
    assertThat(shownTo(viewer)).containsExactly(camera(two));

    room.muteOwn(one, SourceKind.CAMERA, false);
    pass(Duration.ofSeconds(1));
    assertThat(shownTo(viewer)).containsExactly(camera(two));
  }

  @Test
  void shouldShowOneSourceWithoutAnySoundWhereItsOwnerHasNone() {
    publish("one");
    Permissions seen =
        new Permissions(Set.of(SourceKind.CAMERA), true, true, true, false, true, false);
    Participant two = join("two", seen, "chromium-plain", View.ASKED).participant();
    Participant viewer = view(new View.One(two.pid(), SourceKind.CAMERA));

    pass(Duration.ofSeconds(1));

    Layout layout = Objects.requireNonNull(media.room().layout(viewer.pid()));
    assertThat(layout.tiles()).extracting(Tile::csrc).containsExactly(camera(two));
    assertThat(layout.pinnedMicrophone()).isEqualTo(Layout.SILENCE);
  }

  @Test
  void shouldShowOneSourceWithItsMicrophone() {
    publish("one");
    Participant two = publish("two").participant();
    Participant viewer = view(new View.One(two.pid(), SourceKind.CAMERA));

    pass(Duration.ofSeconds(1));

    Layout layout = Objects.requireNonNull(media.room().layout(viewer.pid()));
    assertThat(layout.tiles()).extracting(Tile::csrc).containsExactly(camera(two));
    assertThat(layout.pinnedMicrophone())
        .isEqualTo(two.source(SourceKind.MICROPHONE).orElseThrow().csrc());

    room.leave(two);
    pass(Duration.ofSeconds(1));
    assertThat(media.room().layout(viewer.pid())).isEqualTo(new Layout(List.of(), Layout.SILENCE));
  }

  private Admission publish(String identity) {
    return join(identity, "chromium-plain", View.ASKED);
  }

  private Participant view(View view) {
    return join("viewer", "chromium-whep", view).participant();
  }

  private Admission join(String identity, String offer, View view) {
    return join(identity, Permissions.MEMBER, offer, view);
  }

  private Admission join(String identity, Permissions permissions, String offer, View view) {
    Grant grant = new Grant(identity, identity, null, Map.of(), permissions, LONG_AGO);
    return now(room.join(Arrival.overHttp(grant, null, offer(offer), view)));
  }

  private <T> T now(CompletionStage<T> stage) {
    loop.run();
    return stage.toCompletableFuture().join();
  }

  private void pass(Duration time) {
    loop.run();
    for (long step = 0; step < time.toMillis() / 50; step++) {
      loop.pass(Duration.ofMillis(50));
      rooms.tick();
      loop.run();
    }
  }

  private List<Integer> shownTo(Participant viewer) {
    @Nullable Layout layout = media.room().layout(viewer.pid());
    return layout == null ? List.of() : layout.tiles().stream().map(Tile::csrc).toList();
  }

  private static int camera(Participant participant) {
    return participant.source(SourceKind.CAMERA).orElseThrow().csrc();
  }

  private static String offer(String name) {
    String path = "/dev/plenum/signaling/negotiation/" + name + ".offer.sdp";
    try (InputStream in =
        Objects.requireNonNull(HttpParticipantsTest.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fragment(IceParameters client) {
    return "a=ice-ufrag:%s\r\na=ice-pwd:%s\r\n".formatted(client.ufrag(), client.password());
  }
}
