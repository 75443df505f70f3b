package chat.load.faults;

import chat.load.rig.Node;
import chat.wire.RoomId;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has the rooms open live, as a good client does: from a gap or a broken connection it goes on
 * behind the last event that it has seen, on whichever instance answers.
 */
final class Reader implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int QUIET = 40; // the server says something every 25 seconds

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private final List<Node> nodes;
  private final String token;
  private final Map<RoomId, List<Event>> seen = new HashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private int connections;
  private volatile boolean closed;
  private volatile @Nullable WebSocket socket;

  /**
   * @param nodes the first is tried first
   */
  Reader(List<Node> nodes, String token, List<RoomId> rooms) {
    this.nodes = nodes;
    this.token = token;
    rooms.forEach(room -> seen.put(room, new ArrayList<>()));
    Thread.ofVirtual().start(this::read);
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
    WebSocket open = socket;
    if (open != null) {
      open.abort();
    }
  }

  private void read() {
    for (int i = 0; !closed; i++) {
      Line line = new Line();
      URI address =
          URI.create(
              "ws://127.0.0.1:%d/socket.io/?EIO=4&transport=websocket"
                  .formatted(nodes.get(i % nodes.size()).port()));
      try {
        socket = http.newWebSocketBuilder().buildAsync(address, line).join();
        synchronized (this) {
          connections++;
        }
        line.awaitEnd();
      } catch (CompletionException away) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
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
    private CompletableFuture<?> said = CompletableFuture.completedFuture("");
    private volatile long heardAt = System.nanoTime();
    private int asked;

    void awaitEnd() {
      while (true) {
        try {
          end.get(1, TimeUnit.SECONDS);
          return;
        } catch (TimeoutException e) {
          if (TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - heardAt) > QUIET) {
            return;
          }
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
          return;
        }
      }
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
        told(from, event.get(0).asString(), event.get(1));
      } else if (text.startsWith("43")) {
        answered(from, JsonMapper.shared().readTree(text.substring(text.indexOf('['))).get(0));
      } else if (text.startsWith("40")) {
        seen.keySet().forEach(room -> join(from, room));
      } else if (text.startsWith("0")) {
        say(from, "40{\"token\":\"" + token + "\"}");
      } else if (text.equals("2")) {
        say(from, "3");
      }
    }

    private void answered(WebSocket from, JsonNode answer) {
      if (!answer.path("ok").asBoolean()) {
        end.complete(null); // something is away; another connection, another try
        from.abort();
        return;
      }
      if (!answer.path("complete").asBoolean()) {
        complain("A room was opened anew rather than where it had been left: " + answer);
      }
      for (JsonNode event : answer.path("events")) {
        told(from, event.path("event").asString(), event.path("data"));
      }
    }

    private void told(WebSocket from, String name, JsonNode data) {
      if (name.equals("lagging")) {
        join(from, room(data));
      } else if (name.equals("go-away")) {
        from.abort();
        end.complete(null);
      } else if (data.has("seq") && !name.equals("chat:read")) {
        Event event = new Event(data.path("seq").asLong(), what(name, data));
        take(room(data), event, () -> join(from, room(data)));
      }
    }

    private void join(WebSocket from, RoomId room) {
      say(
          from,
          "42%d[\"room:join\",{\"room\":\"%s\",\"since\":%d}]"
              .formatted(asked++, room, last(room)));
    }

    /** One after the other, as this kind of socket demands. */
    private void say(WebSocket to, String text) {
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
