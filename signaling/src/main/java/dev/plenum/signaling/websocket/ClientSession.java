package dev.plenum.signaling.websocket;

import dev.plenum.signaling.message.ClientMessage;
import dev.plenum.signaling.message.ErrorCode;
import dev.plenum.signaling.message.Features;
import dev.plenum.signaling.message.MessageReader;
import dev.plenum.signaling.message.MessageReader.Incoming;
import dev.plenum.signaling.message.MessageWriter;
import dev.plenum.signaling.message.RefusedException;
import dev.plenum.signaling.message.ServerMessage;
import dev.plenum.signaling.message.ServerMessage.Bye;
import dev.plenum.signaling.room.Admission;
import dev.plenum.signaling.room.Arrival;
import dev.plenum.signaling.room.Connection;
import dev.plenum.signaling.room.Doorkeeper;
import dev.plenum.signaling.room.Room;
import dev.plenum.signaling.room.Rooms;
import dev.plenum.signaling.room.SessionOffer;
import dev.plenum.signaling.room.View;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One connection's way: first {@code join} or {@code resume}, then requests, until it is closed.
 *
 * <p>Owner: the control loop.
 */
final class ClientSession {

  /** How often {@link #tick} wants to be called. */
  static final Duration TICK = Duration.ofMillis(250);

  private static final long FIRST_MESSAGE_NANOS = 5_000_000_000L;
  private static final int MISSED_PINGS = 3;

  /** A tick that comes late by more tells of our own delay: what the peer said lies unread then. */
  private static final long LONGEST_TICK_NANOS = 2 * TICK.toNanos();

  private static final Bye SILENT = new Bye("deadline", Bye.Action.REJOIN);
  private static final Bye NO_SEAT = new Bye("ticket", Bye.Action.REJOIN);
  private static final Bye FLOODING = new Bye("rate-limited", Bye.Action.RESUME, 10_000L, null);

  private enum State {
    /** Nothing that would have been accepted has been said. */
    FRESH,
    /** The first message is being worked on. */
    ENTERING,
    SEATED,
    CLOSED
  }

  private final String roomName;
  private final Rooms rooms;
  private final Doorkeeper doorkeeper;
  private final WebSocketLimits config;
  private final Connection connection;
  private final MessageReader reader;
  private final MessageWriter writer;
  private final TokenBucket messages;
  private final TokenBucket data;
  private final long longestSilenceNanos;
  private State state = State.FRESH;
  private @Nullable Requests requests;
  private long silentNanos;
  private long tickedNanos;
  private int refusals;

  ClientSession(
      String roomName,
      Rooms rooms,
      Doorkeeper doorkeeper,
      WebSocketLimits config,
      Connection connection) {
    this.roomName = roomName;
    this.rooms = rooms;
    this.doorkeeper = doorkeeper;
    this.config = config;
    this.connection = connection;
    reader = new MessageReader(config.sizes());
    writer = new MessageWriter();
    tickedNanos = rooms.loop().nanoTime();
    RateLimits rates = config.rates();
    messages = new TokenBucket(rates.messagesPerSecond(), rates.messagesBurst(), tickedNanos);
    data = new TokenBucket(rates.dataPerSecond(), rates.dataBurst(), tickedNanos);
    longestSilenceNanos = rooms.limits().ping().toNanos() * MISSED_PINGS;
  }

  /** A text message has come. */
  void received(String text) {
    if (state == State.CLOSED) {
      return;
    }
    long nowNanos = rooms.loop().nanoTime();
    switch (reader.read(text)) {
      case Incoming.Unreadable unreadable -> {
        if (mayAsk(messages, unreadable.failure().re(), nowNanos)) {
          reply(unreadable.failure());
        }
      }
      case Incoming.Message(ClientMessage message) -> {
        boolean allowed =
            mayAsk(messages, message.id(), nowNanos)
                && (!(message instanceof ClientMessage.Data)
                    || mayAsk(data, message.id(), nowNanos));
        if (allowed) {
          handle(message);
        }
      }
    }
    silentNanos = 0;
  }

  private void handle(ClientMessage message) {
    Requests seated = requests;
    if (seated != null) {
      if (seated.participant().outbox().isConnectedTo(connection)) {
        seated.handle(message);
      }
    } else if (state == State.ENTERING) {
      refuse(message.id(), ErrorCode.CONFLICT, "The first message is still being worked on.");
    } else {
      switch (message) {
        case ClientMessage.Join join -> join(join);
        case ClientMessage.Resume resume -> resume(resume);
        default ->
            refuse(message.id(), ErrorCode.BAD_REQUEST, "The first message is join or resume.");
      }
    }
  }

  private void join(ClientMessage.Join join) {
    Room room;
    Arrival arrival;
    try {
      arrival =
          new Arrival(
              doorkeeper.admit(roomName, join.token()),
              join.name(),
              join.metadata(),
              join.attributes(),
              SessionOffer.of(join.offer(), join.sources()),
              View.ASKED,
              join.features().contains(Features.ENCODINGS),
              false);
      room = rooms.enter(roomName);
    } catch (RefusedException refused) {
      reply(new ServerMessage.Failure(join.id(), refused));
      return;
    }
    state = State.ENTERING;
    room.join(arrival)
        .whenComplete(
            (admission, failure) -> {
              if (failure != null) {
                stayOutside(join.id(), Failures.refusal(failure));
              } else if (state == State.CLOSED) {
                room.leave(admission.participant());
              } else {
                sit(room, admission);
                room.entrance().welcome(admission, connection, join.id(), join.n());
              }
            });
  }

  private void resume(ClientMessage.Resume resume) {
    Room room = rooms.find(roomName).orElse(null);
    String ticket = resume.ticket();
    if (room == null || ticket == null) {
      refuse(resume.id(), ErrorCode.NOT_FOUND, "The seat is no longer held.");
      close(NO_SEAT);
      return;
    }
    state = State.ENTERING;
    room.entrance()
        .resume(ticket, SessionOffer.of(resume.offer(), resume.sources()))
        .whenComplete(
            (admission, failure) -> {
              if (failure != null) {
                RefusedException refused = Failures.refusal(failure);
                stayOutside(resume.id(), refused);
                if (isAboutTheTicket(refused)) {
                  close(NO_SEAT);
                }
              } else if (state == State.CLOSED) {
                room.entrance().giveBack(admission.participant(), ticket);
              } else {
                sit(room, admission);
                room.entrance()
                    .welcomeBack(admission, connection, resume.id(), resume.n(), resume.rev());
              }
            });
  }

  private void sit(Room room, Admission admission) {
    state = State.SEATED;
    requests = new Requests(room, admission.participant(), doorkeeper, writer, config.sizes());
  }

  private void stayOutside(long id, RefusedException refused) {
    if (state == State.ENTERING) {
      state = State.FRESH;
      silentNanos = 0;
      reply(new ServerMessage.Failure(id, refused));
    }
  }

  private static boolean isAboutTheTicket(RefusedException refused) {
    return refused.code() == ErrorCode.NOT_FOUND || refused.code() == ErrorCode.CONFLICT;
  }

  /** The connection is gone. */
  void closed() {
    Requests seated = requests;
    if (seated != null && state == State.SEATED) {
      seated.room().lost(seated.participant(), connection);
    }
    state = State.CLOSED;
  }

  /** Goes on with what did not fit into the connection before. */
  void drained() {
    if (requests != null) {
      requests.participant().outbox().flush();
    }
  }

  /** Does what time brings. */
  void tick(long nowNanos) {
    silentNanos += Math.min(nowNanos - tickedNanos, LONGEST_TICK_NANOS);
    tickedNanos = nowNanos;
    if (state == State.FRESH && silentNanos >= FIRST_MESSAGE_NANOS) {
      close(SILENT);
    } else if (state == State.SEATED && silentNanos >= longestSilenceNanos) {
      closed();
      connection.close();
    }
  }

  private boolean mayAsk(TokenBucket bucket, @Nullable Long id, long nowNanos) {
    if (bucket.take(nowNanos)) {
      refusals = Math.max(0, refusals - 1);
      return true;
    }
    if (++refusals > config.rates().refusals()) {
      flood();
    } else {
      reply(
          new ServerMessage.Failure(
              id,
              ErrorCode.RATE_LIMITED,
              "Too many messages.",
              "Send fewer a second.",
              bucket.retryMs(nowNanos)));
    }
    return false;
  }

  private void flood() {
    connection.write(writer.write(FLOODING));
    closed();
    connection.close();
  }

  private void refuse(long id, ErrorCode code, String what) {
    reply(new ServerMessage.Failure(id, code, what, "See docs/protocol.md.", null));
  }

  private void reply(ServerMessage message) {
    if (requests != null) {
      requests.participant().outbox().control(message);
    } else {
      connection.write(writer.write(message));
    }
  }

  private void close(Bye bye) {
    state = State.CLOSED;
    connection.write(writer.write(bye));
    connection.close();
  }
}
