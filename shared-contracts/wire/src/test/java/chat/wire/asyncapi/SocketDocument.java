package chat.wire.asyncapi;

import static chat.wire.asyncapi.Documents.message;
import static chat.wire.asyncapi.Documents.reference;

import chat.wire.frame.Ack;
import chat.wire.frame.ClientFrame;
import chat.wire.frame.FamilyA;
import chat.wire.frame.FamilyB;
import chat.wire.frame.Result;
import chat.wire.frame.ServerFrame;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The AsyncAPI document of the socket. */
final class SocketDocument {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final String ABOUT =
      """
      Socket.IO v5 over Engine.IO v4, on /socket.io/ and its alias /socket/. Connect with \
      {auth: {token}}, or without a token as a guest: the first room that is entered makes the \
      guest, by the nickname given there, and `auth:session` tells whose session it is. Each event \
      has one argument, the payload below. Each event of a client is acknowledged with \
      {ok: true, …} or {ok: false, error: {type, title, detail}}; whoever asks for no \
      acknowledgement hears of a refusal by `refused`. New fields may come at any time: ignore \
      what you do not know. The words of families A and B are those of earlier chat servers.""";

  /** Those of family B that only a server says. */
  private static final Set<Class<?>> SAID_BY_SERVER =
      Set.of(FamilyA.ChatMessage.class, FamilyB.ReceiveMessage.class);

  private static final Set<Class<?>> SAID_BY_BOTH =
      Set.of(FamilyB.TypingStart.class, FamilyB.TypingStop.class);

  private final Schemas schemas = new Schemas();
  private final ObjectNode messages = NODES.objectNode();
  private final ObjectNode inChannel = NODES.objectNode();
  private final ObjectNode operations = NODES.objectNode();
  private final ArrayNode heard = NODES.arrayNode();

  ObjectNode document() {
    for (Class<?> frame : Schemas.leaves(ClientFrame.class).toList()) {
      said("", "client-frame", frame);
    }
    for (Class<?> frame : Schemas.leaves(ServerFrame.class).toList()) {
      heard(add("", "server-frame", frame));
    }
    family("family-a-", "family-a", FamilyA.class);
    family("", "family-b", FamilyB.class);
    operations.set(
        "hear",
        NODES
            .objectNode()
            .put("action", "send")
            .put("summary", "What the server tells a socket")
            .set("channel", reference("#/channels/socket"))
            .set("messages", heard));
    return whole();
  }

  private void family(String prefix, String folder, Class<?> family) {
    for (Class<?> frame : Schemas.leaves(family).toList()) {
      if (SAID_BY_SERVER.contains(frame)) {
        heard(add(prefix, folder, frame));
      } else {
        String key = said(prefix, folder, frame);
        if (SAID_BY_BOTH.contains(frame)) {
          heard(key);
        }
      }
    }
  }

  private ObjectNode whole() {
    ObjectNode document =
        Documents.begin("Chat over a socket", ABOUT)
            .set(
                "servers",
                NODES
                    .objectNode()
                    .set(
                        "gateway",
                        NODES
                            .objectNode()
                            .put("host", "localhost:8080")
                            .put("pathname", "/socket.io/")
                            .put("protocol", "ws")));
    document.set(
        "channels",
        NODES
            .objectNode()
            .set(
                "socket",
                NODES
                    .objectNode()
                    .put("address", "/")
                    .put("title", "The namespace / of Socket.IO")
                    .set("messages", inChannel)));
    document.set("operations", operations);
    document.set(
        "components", NODES.objectNode().set("messages", messages).set("schemas", schemas.all()));
    return document;
  }

  private String add(String prefix, String folder, Class<?> frame) {
    String name = frame.getAnnotation(JsonTypeName.class).value();
    String key = free(prefix + name.replace(':', '-'));
    messages.set(key, message(name, Sources.said(frame), schemas.of(frame), folder));
    inChannel.set(key, reference("#/components/messages/" + key));
    return key;
  }

  /** What is told may have the name of what is asked. */
  private String free(String key) {
    return messages.has(key) ? "told-" + key : key;
  }

  private void heard(String key) {
    heard.add(reference("#/channels/socket/messages/" + key));
  }

  /** What a client says, and how it is acknowledged. */
  private String said(String prefix, String folder, Class<?> frame) {
    String key = add(prefix, folder, frame);
    Class<?> result = result(frame);
    String ack =
        "ack-"
            + result
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(java.util.Locale.ROOT);
    if (!messages.has(ack)) {
      messages.set(ack, acknowledgement(result));
      inChannel.set(ack, reference("#/components/messages/" + ack));
    }
    ObjectNode reply =
        NODES
            .objectNode()
            .set("channel", reference("#/channels/socket"))
            .set("messages", NODES.arrayNode().add(reference("#/channels/socket/messages/" + ack)));
    operations.set(
        key,
        NODES
            .objectNode()
            .put("action", "receive")
            .set("channel", reference("#/channels/socket"))
            .set("messages", NODES.arrayNode().add(reference("#/channels/socket/messages/" + key)))
            .set("reply", reply));
    return key;
  }

  private ObjectNode acknowledgement(Class<?> result) {
    ObjectNode good =
        NODES
            .objectNode()
            .put("type", "object")
            .set(
                "properties",
                NODES
                    .objectNode()
                    .set("ok", NODES.objectNode().put("type", "boolean").put("const", true)))
            .set("required", NODES.arrayNode().add("ok"));
    ArrayNode either = NODES.arrayNode();
    either.add(
        NODES.objectNode().set("allOf", NODES.arrayNode().add(good).add(schemas.of(result))));
    either.add(schemas.of(Ack.Refused.class));
    return NODES
        .objectNode()
        .put("name", "acknowledgement")
        .put("title", result.getSimpleName())
        .set("payload", NODES.objectNode().set("anyOf", either));
  }

  private static Class<?> result(Class<?> frame) {
    if (List.of(ClientFrame.RoomCreate.class, ClientFrame.RoomJoin.class, FamilyB.JoinRoom.class)
        .contains(frame)) {
      return Result.Opened.class;
    }
    if (frame == ClientFrame.ChatRead.class) {
      return Result.Unread.class;
    }
    if (frame == ClientFrame.ChatHistory.class) {
      return Result.History.class;
    }
    if (frame == ClientFrame.Sync.class) {
      return Result.Synced.class;
    }
    return CHANGING.contains(frame) ? Result.Changed.class : Result.Nothing.class;
  }

  private static final Set<Class<?>> CHANGING =
      Set.of(
          ClientFrame.ChatSend.class,
          ClientFrame.ChatEdit.class,
          ClientFrame.ChatDelete.class,
          ClientFrame.ChatReact.class,
          ClientFrame.ChatPin.class,
          FamilyA.ChatSend.class,
          FamilyB.SendMessage.class);
}
