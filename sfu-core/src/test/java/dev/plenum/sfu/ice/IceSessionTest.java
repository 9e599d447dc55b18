package dev.plenum.sfu.ice;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IceSessionTest {
  private static final IceCredentials FIRST =
      new IceCredentials("first", "abcdefghijklmnopqrstuvwx");
  private static final IceCredentials SECOND =
      new IceCredentials("second", "zyxwvutsrqponmlkjihgfedc");
  private static final IcePath HOME = path(1);
  private static final IcePath CAFE = path(2);
  private static final long LOW_PRIORITY = 100;
  private static final long HIGH_PRIORITY = 200;

  private final List<String> events = new ArrayList<>();

  /** Close to where the clock of a long-running machine wraps. */
  private long nowNanos = Long.MAX_VALUE - SECONDS.toNanos(20);

  private final Map<IcePath, Integer> checks = new HashMap<>();
  private final IceSession session = new IceSession(FIRST, new Recorder(), nowNanos);

  @Test
  void shouldSelectTheFirstValidPathAndThenTheNominated() {
    assertThat(check(FIRST, HOME, LOW_PRIORITY, false)).isEqualTo(IceVerdict.VALID);
    assertThat(session.selected()).isEqualTo(HOME);
    assertThat(session.consent()).isEqualTo(ConsentState.FRESH);

    check(FIRST, CAFE, LOW_PRIORITY, false);
    assertThat(session.selected()).isEqualTo(HOME);

    check(FIRST, CAFE, LOW_PRIORITY, true);
    assertThat(session.selected()).isEqualTo(CAFE);
    assertThat(events).containsExactly("added 1", "selected 1", "added 2", "selected 2");
  }

  /** Somebody else's check may have claimed the address meanwhile. */
  @Test
  void shouldClaimAPathAnewAtEachCheck() {
    check(FIRST, HOME, LOW_PRIORITY, false);
    check(FIRST, HOME, LOW_PRIORITY, false);
    check(SECOND, HOME, LOW_PRIORITY, false);

    assertThat(checks).containsExactly(Map.entry(HOME, 2));
  }

  @Test
  void shouldKeepTheBestWhereEveryPathIsNominated() {
    check(FIRST, HOME, HIGH_PRIORITY, true);
    check(FIRST, CAFE, LOW_PRIORITY, true);
    check(FIRST, CAFE, HIGH_PRIORITY, true);
    assertThat(session.selected()).isEqualTo(HOME);

    check(FIRST, CAFE, HIGH_PRIORITY + 1, true);
    assertThat(session.selected()).isEqualTo(CAFE);
  }

  @Test
  void shouldFollowALaterNominationToALowerPriority() {
    check(FIRST, HOME, HIGH_PRIORITY, true);
    advance(SECONDS.toNanos(1));

    check(FIRST, CAFE, LOW_PRIORITY, true);

    assertThat(session.selected()).isEqualTo(CAFE);
  }

  /** A NAT gave the same socket a new port, and the peer does not repeat its nomination. */
  @Test
  void shouldMoveToAPathThatIsCheckedWhenTheSelectedIsNot() {
    check(FIRST, HOME, HIGH_PRIORITY, true);
    advance(SECONDS.toNanos(4));
    check(FIRST, CAFE, HIGH_PRIORITY, false);
    assertThat(session.selected()).isEqualTo(HOME);
    advance(SECONDS.toNanos(1));

    check(FIRST, CAFE, HIGH_PRIORITY, false);

    assertThat(session.selected()).isEqualTo(CAFE);
    assertThat(session.consent()).isEqualTo(ConsentState.FRESH);
  }

  @Test
  void shouldLetForgedChecksChangeNothing() {
    check(FIRST, HOME, LOW_PRIORITY, true);
    advance(SECONDS.toNanos(3));
    events.clear();

    IceAnswer answer =
        session.receive(
            request(StunMessages.check("first", SECOND.pwd(), HIGH_PRIORITY, true)),
            CAFE,
            nowNanos);

    assertThat(answer.verdict()).isEqualTo(IceVerdict.UNAUTHENTIC);
    assertThat(new StunView(answer.response()).errorCode()).isEqualTo(401);
    assertThat(session.selected()).isEqualTo(HOME);
    assertThat(events).isEmpty();
    assertThat(session.nextDeadlineNanos()).isEqualTo(nowNanos + SECONDS.toNanos(2));
  }

  /** A client would take the refusal of a broken copy of its check for the end of the path. */
  @Test
  void shouldNotAnswerBrokenChecksByAValidPath() {
    check(FIRST, HOME, LOW_PRIORITY, true);
    byte[] withoutUser = StunMessages.request().signed(FIRST.pwd()).bytes();
    byte[] forSomebodyElse = StunMessages.check("other", FIRST.pwd(), LOW_PRIORITY, false);
    byte[] forged = StunMessages.check("first", SECOND.pwd(), LOW_PRIORITY, false);

    for (byte[] broken : List.of(withoutUser, forSomebodyElse, forged)) {
      IceAnswer answer = session.receive(request(broken), HOME, nowNanos);
      assertThat(answer.verdict()).isNotEqualTo(IceVerdict.VALID);
      assertThat(answer.response()).isEmpty();
      assertThat(session.receive(request(broken), CAFE, nowNanos).response()).isNotEmpty();
    }
  }

  @Test
  void shouldNameWhyACheckIsRefused() {
    assertThat(check(SECOND, HOME, 1, true)).isEqualTo(IceVerdict.UNKNOWN_USER);
    assertRefused(StunMessages.request().bytes(), IceVerdict.INCOMPLETE, 400);
    assertRefused(
        StunMessages.request()
            .username("first:peer")
            .with(StunMessages.CONTROLLED, new byte[8])
            .signed(FIRST.pwd())
            .bytes(),
        IceVerdict.ROLE_CONFLICT,
        487);
    assertRefused(
        StunMessages.request().username("first:peer").with(0x77).signed(FIRST.pwd()).bytes(),
        IceVerdict.UNKNOWN_ATTRIBUTE,
        420);
    assertThat(events).isEmpty();
    assertThat(session.consent()).isEqualTo(ConsentState.PENDING);
  }

  @Test
  void shouldAnswerAValidCheckSignedWithOurPassword() {
    IceAnswer answer =
        session.receive(request(StunMessages.check("first", FIRST.pwd(), 1, true)), HOME, nowNanos);

    StunView view = new StunView(answer.response());
    assertThat(view.type()).isEqualTo(0x0101);
    view.assertSignedWith(FIRST.pwd());
  }

  @Test
  void shouldLoseAndRegainTheConsent() {
    check(FIRST, HOME, 1, true);
    assertThat(session.nextDeadlineNanos()).isEqualTo(nowNanos + SECONDS.toNanos(5));

    advance(SECONDS.toNanos(5) - 1);
    assertThat(session.onDeadline(nowNanos)).isEqualTo(ConsentState.FRESH);
    advance(1);
    assertThat(session.onDeadline(nowNanos)).isEqualTo(ConsentState.LOST);
    assertThat(session.nextDeadlineNanos()).isEqualTo(nowNanos + SECONDS.toNanos(25));

    check(FIRST, HOME, 1, true);
    assertThat(session.consent()).isEqualTo(ConsentState.FRESH);
  }

  @Test
  void shouldNotTakeMediaForConsentThoughForASignOfLife() {
    check(FIRST, HOME, 1, true);
    long consentedNanos = nowNanos;
    while (nowNanos - consentedNanos < SECONDS.toNanos(29)) {
      advance(SECONDS.toNanos(1));
      session.mediaReceived(nowNanos);
      assertThat(session.onDeadline(nowNanos)).isEqualTo(ConsentState.FRESH);
    }
    assertThat(session.nextDeadlineNanos()).isEqualTo(consentedNanos + SECONDS.toNanos(30));

    advance(SECONDS.toNanos(1));
    session.mediaReceived(nowNanos);
    assertThat(session.onDeadline(nowNanos)).isEqualTo(ConsentState.EXPIRED);
  }

  @Test
  void shouldComeBackFromLostByMedia() {
    check(FIRST, HOME, 1, true);
    advance(SECONDS.toNanos(6));
    session.onDeadline(nowNanos);

    session.mediaReceived(nowNanos);

    assertThat(session.consent()).isEqualTo(ConsentState.FRESH);
    assertThat(session.nextDeadlineNanos()).isEqualTo(nowNanos + SECONDS.toNanos(5));
  }

  @Test
  void shouldExpireWithoutAnyCheck() {
    assertThat(session.nextDeadlineNanos()).isEqualTo(nowNanos + SECONDS.toNanos(30));
    session.mediaReceived(nowNanos);
    advance(SECONDS.toNanos(30));

    assertThat(session.onDeadline(nowNanos)).isEqualTo(ConsentState.EXPIRED);
    assertThat(session.nextDeadlineNanos() - nowNanos).isPositive();
    assertThat(check(FIRST, HOME, 1, true)).isEqualTo(IceVerdict.EXPIRED);
    assertThat(session.selected()).isNull();
  }

  @Test
  void shouldServeTheOldGenerationUntilTheNewIsChecked() {
    check(FIRST, HOME, HIGH_PRIORITY, true);
    session.restart(SECOND);
    events.clear();

    assertThat(check(FIRST, HOME, HIGH_PRIORITY, true)).isEqualTo(IceVerdict.VALID);
    assertThat(events).isEmpty();

    assertThat(check(SECOND, CAFE, LOW_PRIORITY, false)).isEqualTo(IceVerdict.VALID);
    assertThat(events).containsExactly("retired first", "added 2", "selected 2");
    assertThat(check(FIRST, HOME, HIGH_PRIORITY, true)).isEqualTo(IceVerdict.UNKNOWN_USER);
    assertThat(session.selected()).isEqualTo(CAFE);
  }

  @Test
  void shouldRestartOnTheSamePath() {
    check(FIRST, HOME, HIGH_PRIORITY, true);
    session.restart(SECOND);
    events.clear();

    check(SECOND, HOME, HIGH_PRIORITY, false);
    check(SECOND, CAFE, LOW_PRIORITY, true);

    assertThat(events).containsExactly("retired first", "added 2", "selected 2");
  }

  @Test
  void shouldReplaceARestartThatNeverCame() {
    check(FIRST, HOME, 1, true);
    session.restart(SECOND);
    IceCredentials third = IceCredentials.generate("third");
    events.clear();

    session.restart(third);

    assertThat(events).containsExactly("retired second");
    assertThat(check(SECOND, HOME, 1, true)).isEqualTo(IceVerdict.UNKNOWN_USER);
    assertThat(check(FIRST, HOME, 1, true)).isEqualTo(IceVerdict.VALID);
    assertThat(check(third, HOME, 1, true)).isEqualTo(IceVerdict.VALID);
  }

  @Test
  void shouldReviveAnExpiredSessionByARestart() {
    check(FIRST, HOME, 1, true);
    advance(SECONDS.toNanos(31));
    session.onDeadline(nowNanos);
    session.restart(SECOND);

    assertThat(check(SECOND, CAFE, 1, true)).isEqualTo(IceVerdict.VALID);

    assertThat(session.consent()).isEqualTo(ConsentState.FRESH);
    assertThat(session.selected()).isEqualTo(CAFE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldKnowFewPathsHoweverManyAreChecked(boolean nominating) {
    check(FIRST, HOME, HIGH_PRIORITY, true);
    Set<Integer> known = new HashSet<>();
    for (int i = 10; i < 200; i++) {
      advance(MILLISECONDS.toNanos(10));
      check(FIRST, HOME, HIGH_PRIORITY, true);
      check(FIRST, path(i), LOW_PRIORITY, nominating);
    }

    events.forEach(event -> follow(event, known));
    assertThat(known).hasSize(16).contains(1, 199);
    assertThat(session.selected()).isEqualTo(HOME);
  }

  @Test
  void shouldForgetPathsThatWereNotCheckedForLong() {
    check(FIRST, HOME, HIGH_PRIORITY, true);
    check(FIRST, CAFE, LOW_PRIORITY, false);
    for (int second = 0; second < 30; second++) {
      advance(SECONDS.toNanos(1));
      check(FIRST, HOME, HIGH_PRIORITY, true);
    }

    check(FIRST, path(3), LOW_PRIORITY, false);

    assertThat(events).containsSubsequence("removed 2", "added 3");
  }

  private static void follow(String event, Set<Integer> known) {
    Integer number = Integer.valueOf(event.substring(event.indexOf(' ') + 1));
    if (event.startsWith("added")) {
      known.add(number);
    } else if (event.startsWith("removed")) {
      known.remove(number);
    }
  }

  private void assertRefused(byte[] bytes, IceVerdict verdict, int code) {
    IceAnswer answer = session.receive(request(bytes), HOME, nowNanos);
    assertThat(answer.verdict()).isEqualTo(verdict);
    assertThat(new StunView(answer.response()).errorCode()).isEqualTo(code);
  }

  private IceVerdict check(IceCredentials ours, IcePath from, long priority, boolean useCandidate) {
    byte[] check = StunMessages.check(ours.ufrag(), ours.pwd(), priority, useCandidate);
    return session.receive(request(check), from, nowNanos).verdict();
  }

  private void advance(long nanos) {
    nowNanos += nanos;
  }

  private static BindingRequest request(byte[] bytes) {
    return (BindingRequest) StunCodec.decode(bytes, 0, bytes.length);
  }

  private static IcePath path(int number) {
    return new IcePath(0, 0xFFFF_0A00_0000L + number, 5000);
  }

  private final class Recorder implements IceListener {
    @Override
    public void pathChecked(IcePath path) {
      if (checks.merge(path, 1, Integer::sum) == 1) {
        events.add("added " + (path.low() & 0xFF));
      }
    }

    @Override
    public void pathRemoved(IcePath path) {
      checks.remove(path);
      events.add("removed " + (path.low() & 0xFF));
    }

    @Override
    public void pathSelected(IcePath path, long nowNanos) {
      events.add("selected " + (path.low() & 0xFF));
    }

    @Override
    public void ufragRetired(String ufrag) {
      events.add("retired " + ufrag);
    }
  }
}
