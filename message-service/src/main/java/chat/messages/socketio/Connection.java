package chat.messages.socketio;

import chat.messages.engine.CloseReason;
import chat.messages.engine.ProtocolViolation;
import chat.messages.engine.Session;
import chat.messages.engine.SessionListener;
import chat.messages.engine.Timers;
import chat.messages.engine.Timers.Timer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One client's namespaces over its one session. */
final class Connection implements SessionListener {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Where a client stands with one namespace. */
  private sealed interface Place {
    record Knocking(Arrival arrival) implements Place {}

    record Inside(Socket socket, SocketListener listener) implements Place {}

    /** Put out by us: what it says before it knows is not held against it. */
    record Outside() implements Place {}
  }

  private final Session session;
  private final SocketIo server;
  private final Timers timers;
  private final PacketReader reader;
  private final Map<String, Place> places = new HashMap<>(2);
  private @Nullable Timer homeless;

  Connection(Session session, SocketIo server, Timers timers, PacketReader reader) {
    this.session = session;
    this.server = server;
    this.timers = timers;
    this.reader = reader;
    waitForConnect();
  }

  Session session() {
    return session;
  }

  SocketIoSettings settings() {
    return server.settings();
  }

  void execute(Runnable task) {
    session.mailbox().execute(task);
  }

  @Override
  public void text(String message) {
    take(reader.text(message));
  }

  @Override
  public void binary(byte[] message) {
    take(reader.binary(message));
  }

  private void take(@Nullable Packet packet) {
    if (packet != null) {
      Place place = places.get(packet.namespace());
      switch (place) {
        case Place.Inside inside -> heard(packet, inside);
        case Place.Knocking knocking when packet.type() == PacketType.DISCONNECT ->
            left(packet.namespace());
        case Place.Outside outside when packet.type() != PacketType.CONNECT -> {}
        case null, default -> knock(packet, place);
      }
    }
  }

  private void knock(Packet packet, @Nullable Place place) {
    if (packet.type() != PacketType.CONNECT || place instanceof Place.Knocking) {
      throw new ProtocolViolation("a packet for a namespace that it is not connected to");
    }
    Namespace namespace = server.namespace(packet.namespace());
    ObjectNode auth = packet.data() instanceof ObjectNode given ? given : NODES.objectNode();
    Arrival arrival = new Arrival(this, packet.namespace(), auth);
    places.put(packet.namespace(), new Place.Knocking(arrival));
    if (namespace == null) {
      refuse(arrival, packet.namespace(), "Invalid namespace", null);
    } else {
      namespace.arrived(arrival);
    }
  }

  private void heard(Packet packet, Place.Inside inside) {
    switch (packet.type()) {
      case EVENT -> {
        List<JsonNode> data = Socket.listed(packet.content());
        Reply reply = inside.socket().reply(packet.id());
        inside.listener().event(data.getFirst().stringValue(), data.subList(1, data.size()), reply);
      }
      case ACK -> inside.socket().answered(packet.id(), packet.content());
      case DISCONNECT -> {
        left(packet.namespace());
        ended(inside, CloseReason.CLIENT_CLOSED);
      }
      case CONNECT, CONNECT_ERROR, BINARY_EVENT, BINARY_ACK ->
          throw new ProtocolViolation("it is connected to this namespace already");
    }
  }

  private void left(String namespace) {
    places.remove(namespace);
    waitForConnect();
  }

  void accept(
      Arrival arrival,
      String namespace,
      @Nullable String privateId,
      Function<Socket, SocketListener> listener) {
    if (isKnocking(arrival, namespace)) {
      Socket socket = new Socket(server.newId(), namespace, this);
      ObjectNode welcome = NODES.objectNode().put("sid", socket.id());
      if (privateId != null) {
        welcome.put("pid", privateId);
      }
      write(new Packet(PacketType.CONNECT, namespace, null, welcome));
      places.put(namespace, new Place.Inside(socket, listener.apply(socket)));
      stopWaiting();
    }
  }

  void refuse(Arrival arrival, String namespace, String message, @Nullable JsonNode data) {
    if (isKnocking(arrival, namespace)) {
      places.remove(namespace);
      ObjectNode why = NODES.objectNode().put("message", message);
      write(
          new Packet(
              PacketType.CONNECT_ERROR,
              namespace,
              null,
              data == null ? why : why.set("data", data)));
    }
  }

  private boolean isKnocking(Arrival arrival, String namespace) {
    return places.get(namespace) instanceof Place.Knocking(Arrival same) && arrival.equals(same);
  }

  void disconnect(Socket socket) {
    if (places.get(socket.namespace()) instanceof Place.Inside inside
        && inside.socket().equals(socket)) {
      write(new Packet(PacketType.DISCONNECT, socket.namespace(), null, null));
      places.put(socket.namespace(), new Place.Outside());
      waitForConnect();
      ended(inside, CloseReason.SERVER_CLOSED);
    }
  }

  private void write(Packet packet) {
    session.send(PacketWriter.frames(packet));
  }

  @Override
  public void drained() {
    inside().toList().forEach(inside -> inside.listener().drained());
  }

  @Override
  public void closed(CloseReason reason, String detail) {
    stopWaiting();
    List<Place.Inside> inside = inside().toList();
    places.clear();
    inside.forEach(one -> ended(one, reason));
  }

  private static void ended(Place.Inside inside, CloseReason reason) {
    inside.socket().ended();
    inside.listener().closed(reason);
  }

  private Stream<Place.Inside> inside() {
    return places.values().stream()
        .filter(Place.Inside.class::isInstance)
        .map(Place.Inside.class::cast);
  }

  /** A session is for being connected somewhere; without that it ends after a while. */
  private void waitForConnect() {
    if (homeless == null && inside().findAny().isEmpty()) {
      homeless =
          timers.after(
              settings().connect(),
              () -> session.close(CloseReason.SERVER_CLOSED, "connected to no namespace"));
    }
  }

  private void stopWaiting() {
    if (homeless != null) {
      homeless.cancel();
      homeless = null;
    }
  }
}
