package chat.backing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;

/** Runs a server's own tools to their end. */
final class Command {
  private Command() {}

  /** What it printed, errors included; refuses when it failed. */
  static String run(List<String> command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    // a developer's PGDATA, PGPORT and the like must not reach our own server
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    var process = builder.start();
    process.getOutputStream().close();
    try (var output = process.getInputStream()) {
      var printed = new String(output.readAllBytes(), UTF_8).strip();
      var code = process.waitFor();
      if (code != 0) {
        throw new IOException(command.getFirst() + " ended with " + code + ": " + printed);
      }
      return printed;
    }
  }
}
