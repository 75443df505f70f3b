package chat.load.logins;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Somebody with an account, who logs in through the gateway. */
record Person(String gateway, String name) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String PASSWORD = "seven purple kettles";
  private static final AtomicLong LAST = new AtomicLong(System.currentTimeMillis());

  /** How a login ended, and how long it took. */
  record Outcome(int status, Duration took) {}

  static Person registered(String gateway) {
    String name = "storm-" + LAST.incrementAndGet();
    Person person = new Person(gateway, name);
    int status =
        person
            .post(
                "/api/v1/auth/register",
                """
                {"email":"%s@mail.example","username":"%s","password":"%s"}"""
                    .formatted(name, name, PASSWORD))
            .join()
            .status();
    if (status != 201) {
      throw new IllegalStateException("Registering was answered with " + status);
    }
    return person;
  }

  CompletableFuture<Outcome> logIn() {
    return post(
        "/api/v1/auth/login", "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(name, PASSWORD));
  }

  private CompletableFuture<Outcome> post(String path, String json) {
    long began = System.nanoTime();
    return HTTP.sendAsync(
            HttpRequest.newBuilder(URI.create(gateway + path))
                .header("content-type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .thenApply(
            answer ->
                new Outcome(answer.statusCode(), Duration.ofNanos(System.nanoTime() - began)));
  }
}
