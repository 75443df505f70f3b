package chat.messages.send;

import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;

/**
 * The whole service with callers in its own process, for the benchmark in {@code deploy/load}: the
 * write path by itself, without the wires and the packets of those who send. What they send goes
 * the way of every other message, to the outbox, the broker and the channels of the sockets.
 *
 * <p>Argument: the port at which the benchmark says when. {@code /start} has a line for each
 * caller: who it is and the rooms it writes in; {@code /all} counts the answers, {@code /begin}
 * forgets them, {@code /end} says how long each has taken since then, {@code /stop} ends it.
 */
final class Callers {
  private static final String SERVICE = "chat.messages.MessageService";
  private static final String TEXT = "x".repeat(200);
  private static final byte[] DONE = {1};

  private final MessageSender sender;
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile List<Caller> callers = List.of();

  private Callers(MessageSender sender) {
    this.sender = sender;
  }

  static void main(String[] arguments) throws ClassNotFoundException, IOException {
    var service = SpringApplication.run(Class.forName(SERVICE));
    var callers = new Callers(service.getBean(MessageSender.class));
    int port = Integer.parseInt(arguments[0]);
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", callers::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      byte[] done = done(exchange.getRequestURI().getPath(), body);
      byte[] said = failures.isEmpty() ? done : failures.peek().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(failures.isEmpty() ? 200 : 500, said.length);
      exchange.getResponseBody().write(said);
    }
  }

  private byte[] done(String what, String body) {
    return switch (what) {
      case "/start" -> start(body);
      case "/all" -> bytes(callers.stream().mapToLong(Caller::all).sum());
      case "/begin" -> each(Caller::begin);
      case "/end" -> bytes(callers.stream().flatMapToLong(Caller::since).toArray());
      case "/stop" -> each(Caller::stop);
      default -> throw new IllegalArgumentException(what);
    };
  }

  private byte[] start(String lines) {
    failures.clear();
    callers = lines.lines().map(line -> line.split(" ")).map(Caller::new).toList();
    return each(Caller::next);
  }

  private byte[] each(Consumer<Caller> deed) {
    callers.forEach(deed);
    return DONE;
  }

  private static byte[] bytes(long... numbers) {
    ByteBuffer buffer = ByteBuffer.allocate(numbers.length * Long.BYTES);
    buffer.asLongBuffer().put(numbers);
    return buffer.array();
  }

  /** Sends the next when the one before is answered. */
  private final class Caller {
    private final UserRef person;
    private final List<RoomId> rooms;
    private long[] nanos = new long[1024];
    private int answers;
    private long before;
    private volatile boolean stopped;

    Caller(String... words) {
      person = new UserRef(new UserId(UUID.fromString(words[0])), "somebody", UserKind.PERSON);
      rooms = Stream.of(words).skip(1).map(UUID::fromString).map(RoomId::new).toList();
    }

    void next() {
      long sentAt = System.nanoTime();
      RoomId room = rooms.get(ThreadLocalRandom.current().nextInt(rooms.size()));
      String clientId = UUID.randomUUID().toString();
      sender
          .send(Draft.of(room, person, clientId, TEXT, null))
          .subscribe(sent -> answered(System.nanoTime() - sentAt), this::failed);
    }

    private void answered(long took) {
      keep(took);
      if (!stopped) {
        next();
      }
    }

    private void failed(Throwable error) {
      failures.add(error.toString());
    }

    private synchronized void keep(long took) {
      if (answers == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * answers);
      }
      nanos[answers++] = took;
    }

    synchronized long all() {
      return before + answers;
    }

    synchronized void begin() {
      before += answers;
      answers = 0;
    }

    synchronized LongStream since() {
      return LongStream.of(Arrays.copyOf(nanos, answers));
    }

    void stop() {
      stopped = true;
    }
  }
}
