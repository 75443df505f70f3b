package chat.kit.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class OutboxLookupsTest extends EventsTest {
  @Test
  void findsWhatItLooksForWithoutGoingThroughTheTable() {
    Scans[] scans = new Scans[2];
    transaction
        .transactional(
            // of a table that is known to be small PostgreSQL would rather read all
            run("analyze outbox")
                .then(scans())
                .doOnNext(before -> scans[0] = before)
                .then(run("select * from relay_outbox(array[1]::bigint[], 10)"))
                .then(scans())
                .doOnNext(after -> scans[1] = after))
        .block();

    assertThat(scans[1].ofAll()).isEqualTo(scans[0].ofAll());
    assertThat(scans[1].byIndex()).isEqualTo(scans[0].byIndex() + 2);
  }

  /** How often the outbox was read, of what the connection has not reported yet. */
  private record Scans(long ofAll, long byIndex) {}

  private Mono<Scans> scans() {
    return database
        .sql("select seq_scan, idx_scan from pg_stat_xact_user_tables where relname = 'outbox'")
        .map(row -> new Scans(row.get(0, Long.class), row.get(1, Long.class)))
        .one();
  }

  private Mono<Void> run(String sql) {
    return database.sql(sql).then();
  }
}
