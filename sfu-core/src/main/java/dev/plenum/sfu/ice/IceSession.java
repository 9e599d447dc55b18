package dev.plenum.sfu.ice;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ice4j.attribute.ErrorCodeAttribute;
import org.jspecify.annotations.Nullable;

/**
 * The lite agent of one transport: it answers the peer's checks, follows its nomination, and knows
 * whether it still consents. Owner: the transport's shard loop.
 *
 * <p>A lite agent sends no checks, so it needs no password of the peer's, and an authentic check is
 * the consent that it has. What is not authentic changes nothing.
 *
 * <p>Source: RFC 8445 §2.5, §7.3, §8.2; RFC 7675; RFC 8445 §9 for restarts.
 */
public final class IceSession {
  private static final long LOST_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** RFC 7675 §5.1. */
  private static final long EXPIRY_NANOS = TimeUnit.SECONDS.toNanos(30);

  /**
   * How long a nomination stands against one of lower priority. A peer that nominates every path it
   * checks (RFC 5245's aggressive nomination, as Firefox does) means the best of them.
   */
  private static final long NOMINATION_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final int MAX_PATHS = 16;
  private static final byte[] NO_RESPONSE = {};

  private final IceListener listener;
  private final List<Path> paths = new ArrayList<>();

  private IceCredentials local;
  private @Nullable IceCredentials restarted;
  private int generation;
  private @Nullable Path selected;
  private ConsentState consent = ConsentState.PENDING;
  private long lastCheckNanos;
  private long lastTrafficNanos;

  /**
   * @param local our credentials of the first generation
   */
  public IceSession(IceCredentials local, IceListener listener, long nowNanos) {
    this.local = local;
    this.listener = listener;
    this.lastCheckNanos = nowNanos;
    this.lastTrafficNanos = nowNanos;
  }

  /** Answers a check that came by a path. */
  public IceAnswer receive(BindingRequest request, IcePath from, long nowNanos) {
    if (!request.isComplete()) {
      return refuseUnsigned(request, IceVerdict.INCOMPLETE, ErrorCodeAttribute.BAD_REQUEST, from);
    }
    IceCredentials asked = credentialsOf(request.localUfrag());
    if (asked == null) {
      return refuseUnsigned(
          request, IceVerdict.UNKNOWN_USER, ErrorCodeAttribute.UNAUTHORIZED, from);
    }
    if (!request.isAuthentic(asked.pwd())) {
      return refuseUnsigned(request, IceVerdict.UNAUTHENTIC, ErrorCodeAttribute.UNAUTHORIZED, from);
    }
    if (request.unknownAttributes().length > 0) {
      return refuse(
          request, IceVerdict.UNKNOWN_ATTRIBUTE, ErrorCodeAttribute.UNKNOWN_ATTRIBUTE, asked.pwd());
    }
    if (request.role() == BindingRequest.Role.CONTROLLED) {
      return refuse(
          request, IceVerdict.ROLE_CONFLICT, ErrorCodeAttribute.ROLE_CONFLICT, asked.pwd());
    }
    if (consent == ConsentState.EXPIRED && asked.equals(local)) {
      return new IceAnswer(IceVerdict.EXPIRED, NO_RESPONSE);
    }
    if (asked.equals(restarted)) {
      beginGeneration(asked);
    }
    follow(request, from, nowNanos);
    return new IceAnswer(IceVerdict.VALID, StunResponse.success(request, from, asked.pwd()));
  }

  /**
   * Starts a new generation (RFC 8445 §9). The old one keeps serving until the first authentic
   * check of the new one.
   */
  public void restart(IceCredentials next) {
    if (restarted != null) {
      listener.ufragRetired(restarted.ufrag());
    }
    restarted = next;
  }

  /** The transport ends: every path and user name fragment is given up. */
  public void close() {
    paths.forEach(path -> listener.pathRemoved(path.where));
    paths.clear();
    selected = null;
    consent = ConsentState.EXPIRED;
    listener.ufragRetired(local.ufrag());
    if (restarted != null) {
      listener.ufragRetired(restarted.ufrag());
      restarted = null;
    }
  }

  /**
   * Notes that authentic media came from the peer: it is not lost, though only checks are consent.
   */
  public void mediaReceived(long nowNanos) {
    lastTrafficNanos = nowNanos;
    if (consent == ConsentState.LOST) {
      consent = ConsentState.FRESH;
    }
  }

  /** Where packets to the peer go: the nominated path, before that the first that was valid. */
  public @Nullable IcePath selected() {
    return selected == null ? null : selected.where;
  }

  public ConsentState consent() {
    return consent;
  }

  /** When {@link #onDeadline} wants to be called next. */
  public long nextDeadlineNanos() {
    long expiryNanos = lastCheckNanos + EXPIRY_NANOS;
    if (consent != ConsentState.FRESH) {
      return expiryNanos;
    }
    long lostNanos = lastTrafficNanos + LOST_NANOS;
    return lostNanos - expiryNanos < 0 ? lostNanos : expiryNanos;
  }

  /** Lets time pass; returns the consent that is left. */
  public ConsentState onDeadline(long nowNanos) {
    if (nowNanos - lastCheckNanos >= EXPIRY_NANOS) {
      consent = ConsentState.EXPIRED;
      lastCheckNanos = nowNanos; // the next deadline must not lie in the past
    } else if (consent == ConsentState.FRESH && nowNanos - lastTrafficNanos >= LOST_NANOS) {
      consent = ConsentState.LOST;
    }
    return consent;
  }

  private @Nullable IceCredentials credentialsOf(String ufrag) {
    if (restarted != null && restarted.ufrag().equals(ufrag)) {
      return restarted;
    }
    return local.ufrag().equals(ufrag) ? local : null;
  }

  /**
   * Says no to somebody whose password is not known to fit. By a path that was valid that is kept
   * back: clients take any refusal of a check for the end of the path, so whoever puts in a broken
   * copy of a check would end the connection.
   */
  private IceAnswer refuseUnsigned(
      BindingRequest request, IceVerdict verdict, char code, IcePath from) {
    return known(from) == null
        ? refuse(request, verdict, code, null)
        : new IceAnswer(verdict, NO_RESPONSE);
  }

  private static IceAnswer refuse(
      BindingRequest request, IceVerdict verdict, char code, @Nullable String pwd) {
    return new IceAnswer(verdict, StunResponse.error(request, code, pwd));
  }

  /** Old paths stay known for a while: the peer sends by them until it has chosen a new one. */
  private void beginGeneration(IceCredentials next) {
    listener.ufragRetired(local.ufrag());
    local = next;
    restarted = null;
    generation++;
  }

  private void follow(BindingRequest request, IcePath from, long nowNanos) {
    Path path = pathOf(from, nowNanos);
    // Each time: a check that lied about its address may have given it to another transport.
    listener.pathChecked(from);
    if (path.generation != generation) {
      path.generation = generation;
      path.nominated = false;
    }
    path.checkedNanos = nowNanos;
    path.priority = request.priority();
    if (request.useCandidate()) {
      path.nominated = true;
      path.nominatedNanos = nowNanos;
    }
    if (selected != path && isBetter(path, request.useCandidate(), nowNanos)) {
      selected = path;
      listener.pathSelected(from, nowNanos);
    }
    if (selected == path) {
      consent = ConsentState.FRESH;
      lastCheckNanos = nowNanos;
      lastTrafficNanos = nowNanos;
    }
  }

  private boolean isBetter(Path path, boolean nominating, long nowNanos) {
    if (selected == null || selected.generation != generation) {
      return true;
    }
    if (!nominating) {
      return nowNanos - selected.checkedNanos >= LOST_NANOS;
    }
    return !selected.nominated
        || path.priority > selected.priority
        || nowNanos - selected.nominatedNanos >= NOMINATION_NANOS;
  }

  private @Nullable Path known(IcePath where) {
    for (Path path : paths) {
      if (path.where.equals(where)) {
        return path;
      }
    }
    return null;
  }

  private Path pathOf(IcePath where, long nowNanos) {
    Path known = known(where);
    if (known != null) {
      return known;
    }
    forgetStale(nowNanos);
    Path path = new Path(where);
    paths.add(path);
    return path;
  }

  /** Forgets paths without consent, and the oldest if there are still too many. */
  private void forgetStale(long nowNanos) {
    Path oldest = null;
    for (Path path : List.copyOf(paths)) {
      if (path == selected) {
        continue;
      }
      if (nowNanos - path.checkedNanos >= EXPIRY_NANOS) {
        forget(path);
      } else if (oldest == null || path.checkedNanos - oldest.checkedNanos < 0) {
        oldest = path;
      }
    }
    if (paths.size() == MAX_PATHS && oldest != null) {
      forget(oldest);
    }
  }

  private void forget(Path path) {
    paths.remove(path);
    listener.pathRemoved(path.where);
  }

  /** A path by which an authentic check came. */
  private static final class Path {
    private final IcePath where;
    private int generation;
    private long priority;
    private long checkedNanos;
    private boolean nominated;
    private long nominatedNanos;

    Path(IcePath where) {
      this.where = where;
    }
  }
}
