package chat.load.faults;

import chat.wire.RoomId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has the rooms open live, as a good client does: from a gap or a broken connection it goes on
 * behind the last event that it has seen, on whichever instance answers. It leaves the digests
 * unread, which would show it what it must be told without them.
 */
final class Reader implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient http;
  private final List<URI> nodes;
  private final String token;
  private final Map<RoomId, List<Event>> seen = new HashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private int connections;
  private volatile boolean closed;
  private volatile @Nullable Line line;

  /**
   * @param http that of {@link #client}, for many readers
   * @param nodes the first is tried first
   */
  Reader(HttpClient http, List<URI> nodes, String token, List<RoomId> rooms) {
    this.http = http;
    this.nodes = nodes;
    this.token = token;
    rooms.forEach(room -> seen.put(room, new ArrayList<>()));
    Thread.ofVirtual().start(this::read);
  }

  static HttpClient client() {
    return HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  }

  synchronized List<Event> seen(RoomId room) {
    return List.copyOf(seen.getOrDefault(room, List.of()));
  }

  synchronized List<String> complaints() {
    return List.copyOf(complaints);
  }

  synchronized int connections() {
    return connections;
  }

  @Override
  public void close() {
    closed = true;
    moveOn();
  }

  /** To the next instance, without a word. */
  void moveOn() {
    Line open = line;
    if (open != null) {
      open.breakOff();
    }
  }

  /** Fails when the connection ends before there is an answer, or when there is none now. */
  CompletableFuture<JsonNode> ask(String event, Map<String, ?> argument) {
    Line open = line;
    return open == null
        ? CompletableFuture.failedFuture(new IllegalStateException("There is no connection"))
        : open.ask(event, argument);
  }

  private void read() {
    for (int i = 0; !closed; i++) {
      Line next = new Line();
      URI node = nodes.get(i % nodes.size());
      try {
        http.newWebSocketBuilder()
            .connectTimeout(PATIENCE)
            .buildAsync(
                URI.create(
                    "ws://%s/socket.io/?EIO=4&transport=websocket".formatted(node.getAuthority())),
                next)
            .join();
        line = next;
        synchronized (this) {
          connections++;
        }
        next.awaitEnd();
      } catch (CompletionException away) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      line = null;
    }
  }

  private synchronized void take(RoomId room, Event event, Runnable gap) {
    List<Event> events = seen.getOrDefault(room, List.of());
    long last = events.size(); // they begin at 1 and have no gaps
    if (event.seq() == last + 1) {
      events.add(event);
    } else if (event.seq() > last) {
      gap.run();
    } else if (!events.get(Math.toIntExact(event.seq()) - 1).equals(event)) {
      complaints.add("It saw %s where it had seen something else".formatted(event));
    }
  }

  private synchronized long last(RoomId room) {
    return seen.getOrDefault(room, List.of()).size();
  }

  private synchronized void complain(String about) {
    complaints.add(about);
  }

  /** One connection. */
  private final class Line implements WebSocket.Listener {
    private final StringBuilder packet = new StringBuilder();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Map<Integer, CompletableFuture<JsonNode>> questions = new ConcurrentHashMap<>();
    private CompletableFuture<?> said = CompletableFuture.completedFuture("");
    private volatile @Nullable WebSocket socket;
    private volatile long heardAt = System.nanoTime();
    private volatile long quiet = PATIENCE.toMillis();
    private int asked;

    /** It also ends when the server has missed its own heartbeat. */
    void awaitEnd() {
      while (!end.isDone() && TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - heardAt) <= quiet) {
        try {
          end.get(100, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          // then it is time to look at the clock
        } catch (InterruptedException | ExecutionException e) {
          break;
        }
      }
      breakOff();
      questions.values().forEach(question -> question.completeExceptionally(new IOException()));
    }

    void breakOff() {
      WebSocket open = socket;
      if (open != null) {
        open.abort();
      }
      end.complete(null);
    }

    @Override
    public void onOpen(WebSocket from) {
      socket = from;
      from.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      packet.append(data);
      if (last) {
        heardAt = System.nanoTime();
        String text = packet.toString();
        packet.setLength(0);
        hear(from, text);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      end.complete(null);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      end.complete(null);
    }

    private void hear(WebSocket from, String text) {
      if (text.startsWith("42")) {
        JsonNode event = JsonMapper.shared().readTree(text.substring(2));
        told(event.get(0).asString(), event.get(1));
      } else if (text.startsWith("43")) {
        int array = text.indexOf('[');
        CompletableFuture<JsonNode> question =
            questions.remove(Integer.valueOf(text.substring(2, array)));
        if (question != null) {
          question.complete(JsonMapper.shared().readTree(text.substring(array)).get(0));
        }
      } else if (text.startsWith("40")) {
        seen.keySet().forEach(this::join);
      } else if (text.startsWith("0")) {
        JsonNode beat = JsonMapper.shared().readTree(text.substring(1));
        quiet = beat.path("pingInterval").asLong() + beat.path("pingTimeout").asLong();
        say(from, "40{\"token\":\"" + token + "\"}");
      } else if (text.equals("2")) {
        say(from, "3");
      }
    }

    private void opened(JsonNode answer) {
      if (!answer.path("ok").asBoolean()) {
        breakOff(); // something is away; another connection, another try
        return;
      }
      if (!answer.path("complete").asBoolean()) {
        complain("A room was opened anew rather than where it had been left: " + answer);
      }
      for (JsonNode event : answer.path("events")) {
        told(event.path("event").asString(), event.path("data"));
      }
    }

    private void told(String name, JsonNode data) {
      if (name.equals("lagging")) {
        join(room(data));
      } else if (name.equals("go-away")) {
        breakOff();
      } else if (data.has("seq") && !name.equals("chat:read")) {
        Event event = new Event(data.path("seq").asLong(), what(name, data));
        take(room(data), event, () -> join(room(data)));
      }
    }

    private void join(RoomId room) {
      var _ = ask("room:join", Map.of("room", room, "since", last(room))).thenAccept(this::opened);
    }

    synchronized CompletableFuture<JsonNode> ask(String event, Map<String, ?> argument) {
      CompletableFuture<JsonNode> answer = new CompletableFuture<>();
      WebSocket to = socket;
      int number = asked++;
      questions.put(number, answer);
      if (to == null || end.isDone()) {
        answer.completeExceptionally(new IOException());
      } else {
        say(to, "42" + number + JsonMapper.shared().writeValueAsString(List.of(event, argument)));
      }
      return answer;
    }

    /** One after the other, as this kind of socket demands. */
    private synchronized void say(WebSocket to, String text) {
      said = said.handle((done, error) -> "").thenCompose(done -> to.sendText(text, true));
    }
  }

  private static RoomId room(JsonNode data) {
    return new RoomId(UUID.fromString(data.path("room").asString()));
  }

  private static String what(String name, JsonNode data) {
    return switch (name) {
      case "chat:message" -> "sent " + data.at("/message/id").asString();
      case "chat:edited" -> "edited " + data.path("message").asString();
      case "chat:deleted" -> "deleted " + data.path("message").asString();
      case "chat:reacted" ->
          (data.path("added").asBoolean() ? "reacted " : "unreacted ")
              + data.path("message").asString();
      case "room:member-joined" -> "joined " + data.at("/member/id").asString();
      case "room:member-left" -> "left " + data.at("/member/id").asString();
      default -> name;
    };
  }
}
