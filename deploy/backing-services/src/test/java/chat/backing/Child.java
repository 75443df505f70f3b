package chat.backing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Another JVM that a test can kill. */
record Child(Process process, BufferedReader output) implements AutoCloseable {
  static Child start(
      List<String> prefix,
      String classPath,
      Class<?> main,
      Map<String, String> environment,
      Path temporary)
      throws IOException {
    var command = new ArrayList<>(prefix);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.io.tmpdir=" + temporary,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            main.getName()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("CHAT_"));
    builder.environment().putAll(environment);
    var process = builder.start();
    return new Child(
        process, new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)));
  }

  static Child start(Class<?> main, Map<String, String> environment, Path temporary)
      throws IOException {
    return start(List.of(), System.getProperty("java.class.path"), main, environment, temporary);
  }

  /** Everything up to the line that holds the word. */
  List<String> readUntil(String word) throws IOException {
    var lines = new ArrayList<String>();
    for (String line; (line = output.readLine()) != null; ) {
      lines.add(line);
      if (line.contains(word)) {
        return lines;
      }
    }
    throw new IOException("The child ended without saying " + word + ": " + lines);
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
