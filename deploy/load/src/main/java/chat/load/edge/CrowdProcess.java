package chat.load.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.load.socket.Crowd;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Scanner;

/** A crowd in a process of its own, because a process may not hold enough sockets for two. */
final class CrowdProcess implements AutoCloseable {
  private static final PrintStream OUT = System.out;

  private final Process process;
  private final BufferedReader said;
  private final Writer told;

  /**
   * @param tokens a file with as many as there may be people
   */
  CrowdProcess(int port, Path tokens) throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx400m",
                "-cp",
                System.getProperty("java.class.path"),
                CrowdProcess.class.getName(),
                Integer.toString(port),
                tokens.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    said = process.inputReader(UTF_8);
    told = process.outputWriter(UTF_8);
  }

  /**
   * What came of growing.
   *
   * @param lost connections that could not be made or did not last
   */
  record Grown(Duration took, int lost, int turnedAway) {}

  void grow(int size) throws IOException {
    told.write(size + "\n");
    told.flush();
  }

  /** After each {@link #grow}. */
  Grown grown() throws IOException {
    String line = said.readLine();
    if (line == null) {
      throw new IOException("The crowd has ended");
    }
    List<Integer> numbers = new Scanner(line).tokens().map(Integer::valueOf).toList();
    return new Grown(Duration.ofMillis(numbers.get(0)), numbers.get(1), numbers.get(2));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Arguments: the port, the file of tokens; then, on its input, sizes to grow to. */
  public static void main(String[] arguments) throws Exception {
    List<String> tokens = Files.readAllLines(Path.of(arguments[1]));
    URI address = URI.create("http://127.0.0.1:" + arguments[0] + "/socket.io/");
    try (Crowd crowd = new Crowd(address, number -> People.introduction(tokens, number))) {
      Scanner input = new Scanner(System.in, UTF_8);
      while (input.hasNextInt()) {
        Duration took = crowd.grow(input.nextInt());
        OUT.printf("%d %d %d%n", took.toMillis(), crowd.lostOnes(), crowd.turnedAway());
      }
    }
  }
}
