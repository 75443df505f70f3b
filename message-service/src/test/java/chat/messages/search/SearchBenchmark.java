package chat.messages.search;

import chat.messages.MessagesTest;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * How long searching takes among many messages; {@code -Dsearch.messages=1000000}. The words are as
 * frequent as words are: few everywhere, most of them rare.
 */
@TestPropertySource(properties = {"chat.search.every=1h", "spring.r2dbc.pool.max-size=8"})
class SearchBenchmark extends MessagesTest {
  private static final int MESSAGES = Integer.getInteger("search.messages", 1_000_000);
  private static final int ROOMS = 100;
  private static final int WORDS = 50_000;
  private static final int BATCH = 5_000;
  private static final Duration LONG = Duration.ofMinutes(10);

  @Autowired private DatabaseClient database;
  @Autowired private SearchIndexer indexer;

  @Test
  void measure() {
    List<RoomId> all =
        IntStream.range(0, ROOMS).mapToObj(i -> new RoomId(UUID.randomUUID())).toList();
    all.forEach(one -> rooms.open(one, RoomKind.PUBLIC, ada, ben));
    long begin = System.nanoTime();
    fill(all);
    report("written", begin);
    begin = System.nanoTime();
    all.forEach(one -> indexer.advance(one, Integer.MAX_VALUE).block(LONG));
    report("indexed", begin);
    run("analyze");
    System.out.println(
        "index "
            + text("select pg_size_pretty(pg_total_relation_size('search_rows'))")
            + ", of which words "
            + text("select pg_size_pretty(pg_relation_size('search_rows_words'))"));

    ask("the commonest word", "w0");
    ask("a common word", "w20");
    ask("a rare word", "w20000");
    ask("a prefix of many", "w1");
    ask("two common words", "w3 w7");
    ask("a common and a rare word", "w0 w15000");
    ask("two Chinese characters", "漢字");
    ask("nothing there", "zebra");
    ask("one room, common word", "w20", "room=" + all.getFirst());
    ask("one person, rare word", "w9000", "from=" + ada.id());
  }

  private void fill(List<RoomId> all) {
    Random random = new Random(1);
    double[] frequency = zipf();
    for (int done = 0; done < MESSAGES; done += BATCH) {
      // large and small rooms
      RoomId to = all.get((int) (ROOMS * Math.pow(random.nextDouble(), 2)));
      String[] texts =
          IntStream.range(0, BATCH).mapToObj(i -> text(random, frequency)).toArray(String[]::new);
      database
          .sql(
              """
              with begun as (
                insert into heads (room, head) values ($1, 0) on conflict do nothing
              )
              insert into events (room, seq, kind, message, by_id, by_name, by_kind, at, client_id, text)
              select $1, coalesce((select head from heads where room = $1), 0) + t.n, 'sent', uuidv7(), case when t.n % 7 = 0 then $2 else $3 end,
                'somebody', 'PERSON', extract(epoch from clock_timestamp())::bigint * 1000,
                gen_random_uuid()::text, t.text
              from unnest($4) with ordinality as t (text, n)
              """)
          .bind("$1", to.value())
          .bind("$2", ada.id().value())
          .bind("$3", ben.id().value())
          .bind("$4", texts)
          .then()
          .block(LONG);
    }
  }

  private static double[] zipf() {
    double[] sums = new double[WORDS];
    double sum = 0;
    for (int i = 0; i < WORDS; i++) {
      sum += 1.0 / (i + 2);
      sums[i] = sum;
    }
    return sums;
  }

  private static String text(Random random, double[] frequency) {
    StringBuilder text = new StringBuilder();
    int words = 3 + random.nextInt(18);
    for (int i = 0; i < words; i++) {
      double place = random.nextDouble() * frequency[WORDS - 1];
      int found = Arrays.binarySearch(frequency, place);
      text.append('w').append(found < 0 ? Math.min(WORDS - 1, -found - 1) : found).append(' ');
    }
    if (random.nextInt(20) == 0) {
      for (int i = 0; i < 10; i++) {
        text.appendCodePoint(0x4e00 + random.nextInt(3000));
      }
      text.append(random.nextInt(100) == 0 ? "漢字" : "");
    }
    return text.toString();
  }

  private void ask(String what, String query, String... others) {
    WebTestClient http = as(ada);
    long[] nanos = new long[100];
    for (int i = -20; i < nanos.length; i++) {
      long begin = System.nanoTime();
      http.get()
          .uri("/api/v1/search?limit=20&q=" + query + "&" + String.join("&", others))
          .header(HttpHeaders.ACCEPT, "application/json")
          .exchange()
          .expectStatus()
          .isOk()
          .expectBody(byte[].class)
          .returnResult();
      if (i >= 0) {
        nanos[i] = System.nanoTime() - begin;
      }
    }
    Arrays.sort(nanos);
    System.out.printf("%-26s p50 %7.1f ms  p99 %7.1f ms%n", what, nanos[50] / 1e6, nanos[98] / 1e6);
  }

  private static void report(String what, long begin) {
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf("%s %d in %.0f s, %.0f/s%n", what, MESSAGES, seconds, MESSAGES / seconds);
  }

  private void run(String sql) {
    database.sql(sql).then().block(LONG);
  }

  private String text(String sql) {
    return Objects.requireNonNull(database.sql(sql).mapValue(String.class).one().block(LONG));
  }
}
