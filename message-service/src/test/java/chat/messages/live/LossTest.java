package chat.messages.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.messages.SecondNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** Nothing is lost for good. */
class LossTest extends LiveClientsTest {
  @Autowired private Environment environment;
  @Autowired private MeterRegistry meters;

  @Test
  void tellsASlowReaderToPullAndKeepsNothingForIt() throws Exception {
    LiveClient slow = joined(here, ben, head());
    LiveClient quick = joined(here, ada, head());
    slow.stopReading();
    String text = "\u3042".repeat(8_000);
    long from = head();

    List<CompletableFuture<JsonNode>> sent = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      sent.add(quick.begin("chat:send", Map.of("room", room, "clientId", "s" + i, "text", text)));
      if (i % 20 == 19) {
        sent.getLast().get(20, TimeUnit.SECONDS);
      }
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> quick.seqs().size() >= 400);
    slow.readOn();

    await().atMost(Duration.ofSeconds(20)).until(() -> !slow.told("lagging").isEmpty());
    long head = slow.told("lagging").getFirst().get(1).path("head").asLong();
    assertThat(slow.seqs()).hasSizeLessThan(400).startsWith(from + 1).isSorted();
    JsonNode rest =
        slow.wish("sync", Map.of("rooms", List.of(Map.of("room", room, "seq", head - 10))));
    assertThat(rest.path("rooms").get(0).path("events").size()).isEqualTo(10);
    // and it is told again what comes from here on
    quick.wish("chat:send", Map.of("room", room, "clientId", "last", "text", "Welcome back"));
    await().until(() -> slow.seqs().getLast() == head + 1);
  }

  /** Whatever Redis loses on the way, every log is whole and in order, on whichever node. */
  @Test
  void everyLogIsCompleteWhileRedisIsLost() throws Exception {
    try (ConfigurableApplicationContext second = SecondNode.start(environment)) {
      int there = second.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
      long from = head();
      double untold = untold();
      List<LiveClient> readers =
          List.of(joined(here, ada, from), joined(there, ada, from), joined(there, ben, from));
      List<LiveClient> writers = List.of(connect(here, ada), connect(there, ben));

      List<CompletableFuture<JsonNode>> sent = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        if (i == 50) {
          REDIS.cut();
        }
        if (i == 100) {
          CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
          REDIS.restore();
        }
        for (LiveClient writer : writers) {
          sent.add(
              writer.begin(
                  "chat:send", Map.of("room", room, "clientId", "c" + i, "text", "No. " + i)));
        }
        if (sent.size() % 20 == 0) {
          sent.getLast().get(20, TimeUnit.SECONDS);
        }
      }
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);

      List<Long> all = LongStream.rangeClosed(from + 1, from + 300).boxed().toList();
      for (LiveClient reader : readers) {
        await()
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(() -> assertThat(reader.seqs()).hasSizeGreaterThanOrEqualTo(300));
        assertThat(reader.seqs()).isEqualTo(all);
      }
      assertThat(sent).allSatisfy(ack -> assertThat(ack.join().path("ok").asBoolean()).isTrue());
      assertThat(untold() - untold).isBetween(1.0, 150.0); // that many it wrote here
    }
  }

  private double untold() {
    return meters.get("chat.live.untold").counter().count();
  }
}
