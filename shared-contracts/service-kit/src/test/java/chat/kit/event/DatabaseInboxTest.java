package chat.kit.event;

import static org.assertj.core.api.Assertions.assertThat;

import chat.kit.Ids;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;

class DatabaseInboxTest extends EventsTest {
  @Autowired DatabaseInbox databaseInbox;

  @Test
  void forgetsWhatIsTooOldToComeAgain() {
    sql("delete from inbox");
    sql(
        """
        insert into inbox (queue, event_id, handled_at)
        select 'q', gen_random_uuid(), now() - interval '15 days' from generate_series(1, 2500)
        """);
    databaseInbox.once("q", Ids.next(), Mono.empty()).block();

    databaseInbox.forget(Duration.ofDays(14)).block();

    assertThat(rows()).isEqualTo(1);
  }

  private void sql(String statement) {
    database.sql(statement).then().block();
  }

  private long rows() {
    return Objects.requireNonNull(
        database
            .sql("select count(*) from inbox")
            .map(row -> row.get(0, Long.class))
            .one()
            .block());
  }
}
