package chat.messages.live;

import chat.kit.testing.Contract;
import chat.messages.engine.Peer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the live protocol over a WebSocket, which keeps everything that it is told. */
final class LiveClient {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Peer.Line line;
  private final List<JsonNode> told = new CopyOnWriteArrayList<>();
  private final Map<Integer, CompletableFuture<JsonNode>> acks = new ConcurrentHashMap<>();
  private final Map<Integer, String> asked = new ConcurrentHashMap<>();

  /** What it was told and the socket's document does not say. */
  private final List<String> undocumented = new CopyOnWriteArrayList<>();

  private final AtomicInteger lastAsked = new AtomicInteger();
  private final CompletableFuture<String> welcome = new CompletableFuture<>();

  private LiveClient(Peer.Line line) {
    this.line = line;
  }

  /** Connects with this CONNECT payload, whether it is let in or not. */
  static LiveClient connect(int port, String auth) throws Exception {
    Peer.Line line = new Peer("127.0.0.1:" + port + "/socket.io/").line();
    line.next();
    LiveClient client = new LiveClient(line);
    Thread.ofVirtual().start(client::listen);
    line.say("40" + auth);
    client.welcome();
    return client;
  }

  /** What CONNECT was answered. */
  String welcome() throws Exception {
    return welcome.get(20, TimeUnit.SECONDS);
  }

  private void listen() {
    try {
      while (true) {
        hear(line.heard().take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hear(String packet) {
    if (packet.startsWith("42")) {
      JsonNode frame = JSON.readTree(packet.substring(2));
      undocumented.addAll(Contract.SOCKET.wrongWith(frame.get(0).asString(), frame.get(1)));
      told.add(frame);
    } else if (packet.startsWith("43")) {
      int array = packet.indexOf('[');
      Integer id = Integer.valueOf(packet.substring(2, array));
      JsonNode ack = JSON.readTree(packet.substring(array)).get(0);
      undocumented.addAll(Contract.SOCKET.wrongWithAck(asked.getOrDefault(id, ""), ack));
      acks.computeIfAbsent(id, same -> new CompletableFuture<>()).complete(ack);
    } else if (packet.startsWith("40") || packet.startsWith("44")) {
      welcome.complete(packet);
    }
  }

  JsonNode wish(String name, Map<String, ?> argument) throws Exception {
    return begin(name, argument).get(20, TimeUnit.SECONDS);
  }

  /** Says something without asking what becomes of it. */
  void say(String name, Map<String, ?> argument) throws Exception {
    line.say("42" + JSON.writeValueAsString(List.of(name, argument)));
  }

  /** What the client from npm would show at the door when it comes again. */
  String privateId() throws Exception {
    return JSON.readTree(welcome().substring(2)).path("pid").asString("");
  }

  CompletableFuture<JsonNode> begin(String name, Map<String, ?> argument) throws Exception {
    int id = lastAsked.incrementAndGet();
    CompletableFuture<JsonNode> ack = new CompletableFuture<>();
    acks.put(id, ack);
    asked.put(id, name);
    line.say("42" + id + JSON.writeValueAsString(List.of(name, argument)));
    return ack;
  }

  List<JsonNode> told(String event) {
    return told.stream().filter(frame -> frame.get(0).asString().equals(event)).toList();
  }

  List<JsonNode> told() {
    return told;
  }

  /** The seqs of what was told live, as they came. */
  List<Long> seqs() {
    return told.stream()
        .filter(frame -> !frame.get(0).asString().equals("chat:read"))
        .map(frame -> frame.get(1).path("seq").asLong(0))
        .filter(seq -> seq > 0)
        .toList();
  }

  List<String> undocumented() {
    return undocumented;
  }

  void stopReading() {
    line.stopReading();
  }

  void readOn() {
    line.readOn();
  }

  int closeCode() throws Exception {
    return line.closeCode();
  }

  void hangUp() {
    line.hangUp();
  }
}
