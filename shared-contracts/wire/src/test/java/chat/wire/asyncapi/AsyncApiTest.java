package chat.wire.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The AsyncAPI documents say what the records say. They are written anew with {@code
 * -Dasyncapi.write=true}.
 */
class AsyncApiTest {
  private static final Path HOME = Path.of("src/main/resources/asyncapi");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Test
  void theSocketsDocumentSaysWhatTheFramesSay() throws IOException {
    compare("socket.json", new SocketDocument().document());
  }

  @Test
  void theEventsDocumentSaysWhatTheEventsSay() throws IOException {
    compare("events.json", new EventsDocument().document());
  }

  private static void compare(String name, JsonNode document) throws IOException {
    Path file = HOME.resolve(name);
    if (Boolean.getBoolean("asyncapi.write")) {
      Files.createDirectories(HOME);
      Files.writeString(file, JSON.writeValueAsString(document) + "\n");
    }
    assertThat(Files.readString(file))
        .as("%s is what the records say; else write it anew", file)
        .isEqualTo(JSON.writeValueAsString(document) + "\n");
  }
}
