package chat.messages.dialect;

import chat.kit.Ids;
import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.frame.ClientFrame;
import chat.wire.frame.FamilyA;
import chat.wire.frame.FamilyB;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Understands what clients say, in whichever words, as one of our own frames. */
public final class Vocabulary {
  /** A number is no text, and "5" is no number: whoever mixes them up is told so. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private static final Map<String, Class<?>> OWN =
      Arrays.stream(ClientFrame.class.getPermittedSubclasses())
          .collect(
              Collectors.toUnmodifiableMap(
                  type -> type.getAnnotation(JsonTypeName.class).value(), type -> type));

  private static final Map<String, Function<JsonNode, ClientFrame>> FAMILY_B =
      Map.of(
          "join-room", b(FamilyB.JoinRoom.class, said -> join(room(said.roomId()))),
          "leave-room",
              b(FamilyB.LeaveRoom.class, said -> new ClientFrame.RoomLeave(room(said.roomId()))),
          "send-message",
              b(
                  FamilyB.SendMessage.class,
                  said -> send(room(said.roomId()), said.clientId(), said.content())),
          "typing-start", b(FamilyB.TypingStart.class, said -> typing(room(said.roomId()), true)),
          "typing-stop", b(FamilyB.TypingStop.class, said -> typing(room(said.roomId()), false)));

  private Vocabulary() {}

  /** What somebody means. */
  public sealed interface Meaning {
    /**
     * @param plain whether it is said in family B's words, and is to be answered in them
     */
    record Wish(ClientFrame frame, boolean plain) implements Meaning {}

    /** A message for the room that a code opens. */
    record ToCode(FamilyA.ChatSend send) implements Meaning {}
  }

  /** Refuses what nobody can understand, and says what is wrong with it. */
  public static Meaning read(String event, List<JsonNode> arguments) {
    Function<JsonNode, ClientFrame> familyB = FAMILY_B.get(event);
    if (familyB != null) {
      return new Meaning.Wish(familyB.apply(argument(event, arguments, true)), true);
    }
    Class<?> own = OWN.get(event);
    if (own == null) {
      throw malformed("There is no such event: %s.".formatted(event));
    }
    JsonNode argument = argument(event, arguments, false);
    return event.equals("chat:send") && argument.has("roomCode")
        ? new Meaning.ToCode(as(FamilyA.ChatSend.class, argument))
        : new Meaning.Wish((ClientFrame) as(own, argument), false);
  }

  private static JsonNode argument(String event, List<JsonNode> arguments, boolean optional) {
    if (arguments.isEmpty() && optional) {
      return JSON.createObjectNode();
    }
    if (arguments.size() != 1 || !arguments.getFirst().isObject()) {
      throw malformed("%s takes one argument, an object.".formatted(event));
    }
    return arguments.getFirst();
  }

  private static <T> T as(Class<T> type, JsonNode argument) {
    try {
      return Objects.requireNonNull(JSON.treeToValue(argument, type));
    } catch (DatabindException e) {
      throw malformed("%s cannot be read.".formatted(path(e)));
    }
  }

  private static String path(DatabindException e) {
    String path =
        e.getPath().stream()
            .map(step -> step.getPropertyName() == null ? "[]" : step.getPropertyName())
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "The argument" : path;
  }

  private static Problem malformed(String detail) {
    return Problem.of(ProblemType.MALFORMED_REQUEST, detail);
  }

  private static <T> Function<JsonNode, ClientFrame> b(
      Class<T> type, Function<T, ClientFrame> meaning) {
    return argument -> meaning.apply(as(type, argument));
  }

  private static RoomId room(@Nullable RoomId named) {
    return Objects.requireNonNullElse(named, RoomId.GLOBAL);
  }

  private static ClientFrame join(RoomId room) {
    return new ClientFrame.RoomJoin(room, null, null, null);
  }

  private static ClientFrame typing(RoomId room, boolean typing) {
    return new ClientFrame.ChatTyping(room, typing);
  }

  /** A message for us; whoever does not repeat themselves needs no id of their own. */
  public static ClientFrame.ChatSend send(
      RoomId room, @Nullable String clientId, @Nullable String content) {
    if (content == null) {
      throw Problem.invalid(List.of(new FieldError("content", "must be given")));
    }
    String id = Objects.requireNonNullElseGet(clientId, () -> Ids.next().toString());
    return new ClientFrame.ChatSend(room, id, content, null, null, null);
  }
}
