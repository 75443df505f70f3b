package chat.messages.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.messages.engine.Frame;
import chat.messages.engine.ProtocolViolation;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is written can be read, and what cannot be read does no harm. */
class PacketTest {
  private static final SocketIoSettings SETTINGS = SocketIoSettings.usual();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final PacketReader reader = new PacketReader(SETTINGS, PacketReader.json(SETTINGS));

  @Test
  void readsBackWhateverItWrites() {
    for (int seed = 0; seed < 2_000; seed++) {
      Packet packet = new Anything(seed).packet();

      assertThat(readBack(packet)).as("seed %d", seed).isEqualTo(packet);
    }
  }

  private @Nullable Packet readBack(Packet packet) {
    Packet read = null;
    for (Frame frame : PacketWriter.frames(packet)) {
      assertThat(read).as("nothing before the last attachment").isNull();
      byte[] wire = frame.webSocket();
      byte[] payload = Arrays.copyOfRange(wire, header(wire), wire.length);
      boolean text = wire[0] == (byte) 0x81;
      read = text ? reader.text(new String(payload, UTF_8).substring(1)) : reader.binary(payload);
    }
    return read;
  }

  private static int header(byte[] frame) {
    return frame[1] < 126 ? 2 : frame[1] == 126 ? 4 : 10;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "x",
        "abc",
        "2",
        "2{}",
        "2[]",
        "2[1]",
        "2[null]",
        "2[\"connect\"]",
        "2[\"a\"]x",
        "2abc[\"a\"]",
        "2[\"a\"",
        "20",
        "0[]",
        "01",
        "0\"x\"",
        "1{}",
        "15",
        "3[]",
        "37{}",
        "37",
        "4{}",
        "4/x,{}",
        "5[\"a\"]",
        "5-[\"a\"]",
        "511-[\"a\"]",
        "2999999999999999999[\"a\"]",
        "59999999999999999-[\"a\"]",
        "50-{}"
      })
  void refusesWhatIsNotAPacket(String text) {
    assertThatThrownBy(() -> reader.text(text)).isInstanceOf(ProtocolViolation.class);
  }

  @Test
  void refusesWhatIsTooMuch() {
    String deep = "[".repeat(40) + "]".repeat(40);

    assertThatThrownBy(() -> reader.text("2[\"a\"," + deep + "]"))
        .isInstanceOf(ProtocolViolation.class);
    assertThatThrownBy(() -> reader.text("2[\"" + "a".repeat(200) + "\"]"))
        .isInstanceOf(ProtocolViolation.class);
    assertThatThrownBy(() -> reader.text("0/" + "a".repeat(200) + ","))
        .isInstanceOf(ProtocolViolation.class);
  }

  @Test
  void refusesAttachmentsThatDoNotBelong() {
    assertThatThrownBy(() -> reader.binary(new byte[1])).isInstanceOf(ProtocolViolation.class);
    assertThat(reader.text("51-[\"a\",{\"_placeholder\":true,\"num\":1}]")).isNull();
    assertThatThrownBy(() -> reader.binary(new byte[1])).isInstanceOf(ProtocolViolation.class);
  }

  @Test
  void refusesATextWhereAnAttachmentMustFollow() {
    assertThat(reader.text("51-[\"a\",{\"_placeholder\":true,\"num\":0}]")).isNull();

    assertThatThrownBy(() -> reader.text("2[\"a\"]")).isInstanceOf(ProtocolViolation.class);
  }

  @Test
  void refusesAttachmentsThatAreTooLargeTogether() {
    assertThat(reader.text("52-[\"a\"]")).isNull();
    assertThat(reader.binary(new byte[SETTINGS.attachmentBytes()])).isNull();

    assertThatThrownBy(() -> reader.binary(new byte[1])).isInstanceOf(ProtocolViolation.class);
  }

  /** Good packets with a few characters changed: each is read or refused, and nothing else. */
  @Test
  void survivesWhateverIsDoneToAPacket() {
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder(new Anything(seed).text());
      for (int i = random.nextInt(4); i >= 0 && !text.isEmpty(); i--) {
        text.setCharAt(
            random.nextInt(text.length()), "0159-,/[]{}\"\\ax\0".charAt(random.nextInt(16)));
      }
      read(text.toString());
    }
  }

  private static void read(String text) {
    PacketReader fresh = new PacketReader(SETTINGS, PacketReader.json(SETTINGS));
    try {
      for (Packet packet = fresh.text(text); packet == null; packet = fresh.binary(new byte[3])) {}
    } catch (ProtocolViolation refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  /** One packet for each seed. */
  private static final class Anything {
    private final Random random;

    Anything(int seed) {
      random = new Random(seed);
    }

    Packet packet() {
      String namespace = random.nextBoolean() ? "/" : "/" + word().replace(",", "");
      Long id = random.nextBoolean() ? null : Long.valueOf(random.nextInt(1_000_000));
      ArrayNode data = NODES.arrayNode();
      for (int i = random.nextInt(4); i > 0; i--) {
        data.add(node(3));
      }
      return switch (random.nextInt(4)) {
        case 0 ->
            new Packet(PacketType.CONNECT, namespace, null, NODES.objectNode().put("a", word()));
        case 1 -> new Packet(PacketType.DISCONNECT, namespace, null, null);
        case 2 -> new Packet(PacketType.ACK, namespace, id == null ? 0L : id, data);
        default -> new Packet(PacketType.EVENT, namespace, id, data.insert(0, "event" + word()));
      };
    }

    String text() {
      byte[] wire = PacketWriter.frames(packet()).getFirst().webSocket();
      return new String(wire, header(wire), wire.length - header(wire), UTF_8).substring(1);
    }

    private JsonNode node(int depth) {
      return switch (random.nextInt(depth == 0 ? 5 : 7)) {
        case 0 -> NODES.stringNode(word());
        case 1 -> NODES.numberNode(random.nextInt());
        case 2 -> NODES.booleanNode(random.nextBoolean());
        case 3 -> NODES.nullNode();
        case 4 -> NODES.binaryNode(word().getBytes(UTF_8));
        case 5 -> NODES.arrayNode().add(node(depth - 1)).add(node(depth - 1));
        default -> {
          ObjectNode object = NODES.objectNode();
          object.set(word(), node(depth - 1));
          yield object;
        }
      };
    }

    private String word() {
      List<String> words =
          List.of("", "a", "\"", "\\", "\u00e9", "\ud83d\ude00", ",", "\n", "1-", "[{");
      return words.get(random.nextInt(words.size())) + words.get(random.nextInt(words.size()));
    }
  }
}
