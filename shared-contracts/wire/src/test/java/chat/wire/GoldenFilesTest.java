package chat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import chat.wire.event.CloudEvent;
import chat.wire.event.DomainEvent;
import chat.wire.frame.ClientFrame;
import chat.wire.frame.FamilyA;
import chat.wire.frame.FamilyB;
import chat.wire.frame.ServerFrame;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Each golden file holds one event or frame as a newer producer might write it, with fields that
 * this reader does not know. Reading it and writing it again must give the same document without
 * those fields: nothing known was lost, renamed or written differently.
 */
class GoldenFilesTest {
  private static final String UNKNOWN_FIELD = "fromTheFuture";

  private final JsonMapper json =
      JsonMapper.builder().enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE).build();

  @ParameterizedTest
  @MethodSource("events")
  void readsAnEventOfANewerProducer(Class<?> event) {
    JsonNode golden = golden("event", event);

    CloudEvent read = json.treeToValue(golden, CloudEvent.class);

    assertThat(read.data()).isInstanceOf(event);
    assertThat(read.subject()).isEqualTo(read.data().subject());
    assertThat(read.data().type()).isEqualTo(golden.get("type").asString());
    assertThat(written(read)).isEqualTo(withoutUnknownFields(golden));
  }

  @ParameterizedTest
  @MethodSource("clientFrames")
  void readsAFrameOfANewerClient(Class<?> frame) {
    JsonNode golden = golden("client-frame", frame);

    assertThat(written(json.treeToValue(golden, frame))).isEqualTo(withoutUnknownFields(golden));
  }

  @ParameterizedTest
  @MethodSource("serverFrames")
  void writesAFrameAsAnOlderClientKnowsIt(Class<?> frame) {
    JsonNode golden = golden("server-frame", frame);

    assertThat(written(json.treeToValue(golden, frame))).isEqualTo(withoutUnknownFields(golden));
  }

  @ParameterizedTest
  @MethodSource("familyA")
  void knowsTheWordsOfFamilyA(Class<?> frame) {
    JsonNode golden = golden("family-a", frame);

    assertThat(written(json.treeToValue(golden, frame))).isEqualTo(withoutUnknownFields(golden));
  }

  @ParameterizedTest
  @MethodSource("familyB")
  void knowsTheWordsOfFamilyB(Class<?> frame) {
    JsonNode golden = golden("family-b", frame);

    assertThat(written(json.treeToValue(golden, frame))).isEqualTo(withoutUnknownFields(golden));
  }

  @Test
  void readsAValueThatANewerProducerAddedToAnEnumeration() {
    String golden = golden("event", chat.wire.event.RoomEvent.MemberJoined.class).toString();

    CloudEvent read =
        json.readValue(
            golden.replace("\"role\":\"member\"", "\"role\":\"archivist\""), CloudEvent.class);

    assertThat(((chat.wire.event.RoomEvent.MemberJoined) read.data()).role())
        .isEqualTo(Role.UNKNOWN);
  }

  static Stream<Class<?>> events() {
    return leavesOf(DomainEvent.class);
  }

  static Stream<Class<?>> clientFrames() {
    return leavesOf(ClientFrame.class);
  }

  static Stream<Class<?>> serverFrames() {
    return leavesOf(ServerFrame.class);
  }

  static Stream<Class<?>> familyA() {
    return leavesOf(FamilyA.class);
  }

  static Stream<Class<?>> familyB() {
    return leavesOf(FamilyB.class);
  }

  private static Stream<Class<?>> leavesOf(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(GoldenFilesTest::leavesOf)
        : Stream.of(type);
  }

  private JsonNode golden(String family, Class<?> type) {
    String name = type.getAnnotation(JsonTypeName.class).value();
    String file = "/golden/" + family + "/" + name.replace(':', '-') + ".json";
    try (InputStream in = GoldenFilesTest.class.getResourceAsStream(file)) {
      assertThat(in).as("%s shows what %s looks like on the wire", file, name).isNotNull();
      JsonNode golden = json.readTree(in);
      assertThat(golden.has(UNKNOWN_FIELD)).as("%s has an unknown field", file).isTrue();
      return golden;
    } catch (IOException e) {
      throw new AssertionError(file, e);
    }
  }

  private JsonNode written(Object value) {
    return json.readTree(json.writeValueAsString(value));
  }

  private static JsonNode withoutUnknownFields(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(UNKNOWN_FIELD);
    }
    node.forEach(GoldenFilesTest::withoutUnknownFields);
    return node;
  }
}
