package chat.load.edge;

import chat.load.rig.Past;
import chat.load.rig.Stage;
import chat.load.socket.Crowd;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Each with a token of their own, fifty to a room. */
final class People {
  private static final int IN_A_ROOM = 50;

  private People() {}

  static List<String> tokens(Stage stage, int many) {
    return IntStream.range(0, many)
        .parallel()
        .mapToObj(i -> new UserRef(new UserId(UUID.randomUUID()), "user" + i, UserKind.PERSON))
        .map(stage.tokens()::of)
        .toList();
  }

  /** For a process of its own. */
  static Path written(List<String> tokens) throws IOException {
    return Files.write(Files.createTempFile("tokens-", ".txt"), tokens);
  }

  static Crowd.Introduction introduction(List<String> tokens, int number) {
    return new Crowd.Introduction(
        "{\"token\":\"" + tokens.get(number) + "\"}", List.of(join(Past.room(number / IN_A_ROOM))));
  }

  static String join(String room) {
    return "420[\"room:join\",{\"room\":\"%s\",\"since\":0}]".formatted(room);
  }
}
