package chat.messages.socketio;

import chat.messages.engine.CloseReason;
import chat.messages.engine.Frame;
import chat.messages.engine.ProtocolViolation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One client in one namespace. Its id is random and is not the session's, so that nobody who sees
 * the one knows the other. What is said to it after its end goes nowhere.
 */
public final class Socket {
  private final String id;
  private final String namespace;
  private final Connection connection;
  private final Map<Long, Consumer<List<JsonNode>>> owed = new HashMap<>();
  private long lastAsked = -1;
  private volatile boolean open = true;

  Socket(String id, String namespace, Connection connection) {
    this.id = id;
    this.namespace = namespace;
    this.connection = connection;
  }

  public String id() {
    return id;
  }

  /** Runs tasks of this socket's user in turn with everything else that happens to it. */
  public Executor mailbox() {
    return connection::execute;
  }

  /** One that may be said to many; it is encoded once. */
  public static Frame event(String namespace, String name, JsonNode argument) {
    ArrayNode data = JsonNodeFactory.instance.arrayNode().add(name).add(argument);
    return PacketWriter.frames(new Packet(PacketType.EVENT, namespace, null, data)).getFirst();
  }

  /** Says something that may be left out; false when there is no room for it. */
  public boolean offer(Frame frame) {
    return !open || connection.session().offer(frame);
  }

  public void emit(String name, List<? extends JsonNode> arguments) {
    send(new Packet(PacketType.EVENT, namespace, null, named(name, arguments)));
  }

  /** To be called in the mailbox. The answer may never come. */
  public void ask(
      String name, List<? extends JsonNode> arguments, Consumer<List<JsonNode>> answer) {
    if (owed.size() == connection.settings().openAcks()) {
      connection.session().close(CloseReason.TOO_SLOW, "it answers nothing");
      return;
    }
    long question = ++lastAsked;
    owed.put(question, answer);
    send(new Packet(PacketType.EVENT, namespace, question, named(name, arguments)));
  }

  /** Puts the client out of this namespace; its other namespaces stay. */
  public void disconnect() {
    connection.execute(() -> connection.disconnect(this));
  }

  /** Ends the client's whole session. */
  public void close(CloseReason reason, String detail) {
    connection.session().close(reason, detail);
  }

  String namespace() {
    return namespace;
  }

  void ended() {
    open = false;
    owed.clear();
  }

  boolean isOpen() {
    return open;
  }

  void answered(@Nullable Long question, JsonNode answers) {
    Consumer<List<JsonNode>> answer = owed.remove(question);
    if (answer == null) {
      throw new ProtocolViolation("an acknowledgement that nobody has asked for");
    }
    answer.accept(listed(answers));
  }

  Reply reply(@Nullable Long question) {
    if (question == null) {
      return Reply.NOT_WANTED;
    }
    AtomicBoolean answered = new AtomicBoolean();
    return arguments -> {
      if (answered.compareAndSet(false, true)) {
        send(new Packet(PacketType.ACK, namespace, question, array(arguments)));
      }
    };
  }

  void send(Packet packet) {
    if (open) {
      connection.session().send(PacketWriter.frames(packet));
    }
  }

  static List<JsonNode> listed(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static ArrayNode named(String name, List<? extends JsonNode> arguments) {
    return JsonNodeFactory.instance.arrayNode().add(name).addAll(array(arguments));
  }

  private static ArrayNode array(List<? extends JsonNode> arguments) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode(arguments.size());
    arguments.forEach(array::add);
    return array;
  }
}
