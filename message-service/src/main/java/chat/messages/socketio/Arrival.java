package chat.messages.socketio;

import chat.messages.engine.Visitor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A client that asks to be let into a namespace. It is accepted or refused, once. */
public final class Arrival {
  private final Connection connection;
  private final String namespace;
  private final ObjectNode auth;

  Arrival(Connection connection, String namespace, ObjectNode auth) {
    this.connection = connection;
    this.namespace = namespace;
    this.auth = auth;
  }

  /** What the client shows at the door; empty when it shows nothing. */
  public ObjectNode auth() {
    return auth;
  }

  /** Who knocks. */
  public Visitor visitor() {
    return connection.session().visitor();
  }

  /** Lets it in. The listener is asked for before the client can say anything. */
  public void accept(Function<Socket, SocketListener> listener) {
    accept(null, listener);
  }

  /**
   * @param privateId what the client shows as {@code pid} at the door when it comes again by itself
   */
  public void accept(@Nullable String privateId, Function<Socket, SocketListener> listener) {
    connection.execute(() -> connection.accept(this, namespace, privateId, listener));
  }

  /**
   * @param data for programs, beside the message for people
   */
  public void refuse(String message, @Nullable JsonNode data) {
    connection.execute(() -> connection.refuse(this, namespace, message, data));
  }
}
