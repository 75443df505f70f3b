package chat.load.restarts;

import chat.wire.RoomId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has one room open as a good client does: it leaves when it is told to, comes back through the
 * next gateway after a pause of its own, and goes on behind the last event that it has seen.
 */
final class Follower {
  /** The pause of a client that was not told when to come back. */
  static final Duration JITTER = Duration.ofSeconds(1);

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final HttpClient http;
  private final ScheduledExecutorService clock;
  private final List<URI> gateways;
  private final String token;
  private final RoomId room;
  private final Ledger ledger;
  private final Supplier<Absences> absences;
  private int turn;
  private int attempts;
  private long last;
  private long repeated;
  private boolean there;
  private boolean closed;
  private long leftNanos;
  private long dueNanos;
  private @Nullable Line line;

  Follower(
      HttpClient http,
      ScheduledExecutorService clock,
      List<URI> gateways,
      int turn,
      String token,
      RoomId room,
      Ledger ledger,
      Supplier<Absences> absences) {
    this.http = http;
    this.clock = clock;
    this.gateways = gateways;
    this.turn = turn;
    this.token = token;
    this.room = room;
    this.ledger = ledger;
    this.absences = absences;
  }

  synchronized void connect() {
    if (closed) {
      return;
    }
    Line next = new Line();
    line = next;
    attempts++;
    URI gateway = gateways.get(turn++ % gateways.size());
    var _ =
        http.newWebSocketBuilder()
            .connectTimeout(PATIENCE)
            .buildAsync(
                URI.create(
                    "ws://%s/socket.io/?EIO=4&transport=websocket"
                        .formatted(gateway.getAuthority())),
                next)
            .whenComplete(
                (socket, error) -> {
                  if (error != null) {
                    lost(next);
                  }
                });
    var _ = clock.schedule(() -> giveUp(next), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  synchronized void close() {
    closed = true;
    if (line != null) {
      line.abort();
    }
  }

  RoomId room() {
    return room;
  }

  synchronized boolean isThere() {
    return there;
  }

  synchronized long last() {
    return last;
  }

  /** How often it was told what it knew, and saw so by the number. */
  synchronized long repeated() {
    return repeated;
  }

  private synchronized void giveUp(Line attempt) {
    if (line == attempt && !there) {
      attempt.abort();
      lost(attempt);
    }
  }

  /** The line has ended, by whomever. */
  private synchronized void lost(Line ended) {
    if (line != ended || closed) {
      return;
    }
    line = null;
    long now = System.nanoTime();
    if (there) {
      there = false;
      attempts = 0;
      leftNanos = now;
      if (dueNanos < now) {
        dueNanos = now + TimeUnit.MILLISECONDS.toNanos(pause());
      }
    }
    long wait = Math.max(dueNanos - now, TimeUnit.MILLISECONDS.toNanos(pause() / 5));
    var _ = clock.schedule(this::connect, wait, TimeUnit.NANOSECONDS);
  }

  private static long pause() {
    return ThreadLocalRandom.current().nextLong(JITTER.toMillis());
  }

  /** It goes at its time, unless the server ends the line before. */
  private synchronized void sentAway(Line from, long afterMillis) {
    dueNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(afterMillis);
    var _ =
        clock.schedule(
            () -> {
              from.abort();
              lost(from);
            },
            afterMillis,
            TimeUnit.MILLISECONDS);
  }

  private synchronized void isBack(Line with) {
    if (!there) {
      there = true;
      long now = System.nanoTime();
      if (leftNanos != 0) {
        absences
            .get()
            .record(
                new Absences.Return(
                    now - leftNanos,
                    now - dueNanos,
                    attempts,
                    with.openNanos - with.begunNanos,
                    with.knownNanos - with.openNanos,
                    now - with.knownNanos));
      }
    }
  }

  private synchronized boolean take(long seq, String message) {
    if (seq == last + 1) {
      last = seq;
      ledger.seen(room, seq, message);
    } else if (seq <= last) {
      repeated++;
      ledger.seen(room, seq, message);
    }
    return seq <= last;
  }

  /** One connection. */
  private final class Line implements WebSocket.Listener {
    private final StringBuilder packet = new StringBuilder();
    private CompletableFuture<?> said = CompletableFuture.completedFuture("");
    private volatile @Nullable WebSocket socket;
    private final long begunNanos = System.nanoTime();
    private volatile long openNanos;
    private volatile long knownNanos;
    private int asked;

    void abort() {
      WebSocket open = socket;
      if (open != null) {
        open.abort();
      }
    }

    @Override
    public void onOpen(WebSocket from) {
      socket = from;
      openNanos = System.nanoTime();
      from.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean end) {
      packet.append(data);
      if (end) {
        String text = packet.toString();
        packet.setLength(0);
        hear(from, text);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      lost(this);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      lost(this);
    }

    private void hear(WebSocket from, String text) {
      if (text.startsWith("42")) {
        JsonNode event = JsonMapper.shared().readTree(text.substring(2));
        told(from, event.get(0).asString(), event.get(1));
      } else if (text.startsWith("43")) {
        opened(from, JsonMapper.shared().readTree(text.substring(text.indexOf('['))).get(0));
      } else if (text.startsWith("40")) {
        knownNanos = System.nanoTime();
        join(from);
      } else if (text.startsWith("0")) {
        say(from, "40{\"token\":\"" + token + "\"}");
      } else if (text.equals("2")) {
        say(from, "3");
      }
    }

    private void opened(WebSocket from, JsonNode answer) {
      if (!answer.path("ok").asBoolean()) {
        from.abort();
        lost(this); // something is away; another connection, another try
        return;
      }
      if (!answer.path("complete").asBoolean()) {
        ledger.complain("A room was opened anew rather than where it had been left: " + answer);
      }
      for (JsonNode event : answer.path("events")) {
        told(from, event.path("event").asString(), event.path("data"));
      }
      isBack(this);
    }

    private void told(WebSocket from, String name, JsonNode data) {
      switch (name) {
        case "lagging" -> join(from);
        case "go-away" -> sentAway(this, data.path("afterMillis").asLong());
        case "chat:message" -> {
          if (!take(data.path("seq").asLong(), data.at("/message/id").asString())) {
            join(from);
          }
        }
        default -> {}
      }
    }

    private void join(WebSocket from) {
      say(
          from,
          "42%d[\"room:join\",{\"room\":\"%s\",\"since\":%d}]".formatted(asked++, room, last()));
    }

    /** One after the other, as this kind of socket demands. */
    private void say(WebSocket to, String text) {
      said = said.handle((done, error) -> "").thenCompose(done -> to.sendText(text, true));
    }
  }
}
