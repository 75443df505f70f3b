package chat.load.logins;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Asks one address again and again, and keeps how long each answer took. */
final class Bystander implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final long LONGEST = TimeUnit.SECONDS.toMicros(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;
  private final Histogram micros = new Histogram(LONGEST, 3);
  private final Thread asking;
  private volatile boolean done;
  private int refused;

  Bystander(String address) {
    this.address = URI.create(address);
    this.asking = Thread.ofVirtual().start(this::ask);
  }

  private void ask() {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60)).build();
    try {
      while (!done) {
        long began = System.nanoTime();
        HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
        micros.recordValue(
            Math.min(LONGEST, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began)));
        refused += answer.statusCode() == 200 ? 0 : 1;
        Thread.sleep(PAUSE);
      }
    } catch (IOException e) {
      throw new IllegalStateException(address + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What it has seen, once it has stopped. */
  String figures() {
    return "%d answers, %d not 200; p50 %.1f ms, p99 %.1f ms, longest %.1f ms"
        .formatted(
            micros.getTotalCount(),
            refused,
            micros.getValueAtPercentile(50) / 1000.0,
            micros.getValueAtPercentile(99) / 1000.0,
            micros.getMaxValue() / 1000.0);
  }

  @Override
  public void close() throws InterruptedException {
    done = true;
    asking.join();
    http.close();
  }
}
