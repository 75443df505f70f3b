package chat.load.sends;

import chat.load.rig.Past;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * What callers within the service's own process have been answered: message-service's tests have
 * them. They call until this is closed.
 */
final class CallersTally implements Counting, AutoCloseable {
  static final String PROGRAM = "chat.messages.send.Callers";

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;

  /**
   * @param port where the program is told what to do
   * @param rooms in which each of them writes, by their numbers
   */
  CallersTally(int port, List<List<Integer>> rooms) {
    this.port = port;
    ask(
        "start",
        IntStream.range(0, rooms.size())
            .mapToObj(i -> caller(i, rooms.get(i)))
            .collect(Collectors.joining("\n")));
  }

  private static String caller(int number, List<Integer> rooms) {
    return Past.person(number).id()
        + rooms.stream().map(room -> " " + Past.room(room)).collect(Collectors.joining());
  }

  @Override
  public long all() {
    return ask("all", "").get();
  }

  @Override
  public void begin() {
    ask("begin", "");
  }

  @Override
  public Histogram end() {
    Histogram nanos = new Histogram(3);
    LongBuffer each = ask("end", "");
    while (each.hasRemaining()) {
      nanos.recordValue(Math.max(1, each.get()));
    }
    return nanos;
  }

  @Override
  public void close() {
    ask("stop", "");
    http.close();
  }

  private LongBuffer ask(String what, String words) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/%s".formatted(port, what)))
            .POST(HttpRequest.BodyPublishers.ofString(words))
            .build();
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(new String(answer.body(), StandardCharsets.UTF_8));
      }
      return ByteBuffer.wrap(answer.body()).asLongBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
