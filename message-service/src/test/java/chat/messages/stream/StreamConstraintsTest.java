package chat.messages.stream;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.messages.MessagesTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;

/** The database refuses what the code would never do. */
class StreamConstraintsTest extends MessagesTest {
  @Autowired private DatabaseClient database;

  @BeforeEach
  void threeEvents() {
    head(3);
    insert("(1, 'c1'), (2, 'c2'), (3, 'c3')");
  }

  @Test
  void refusesAGapAfterTheHead() {
    head(5);
    assertThatThrownBy(() -> insert("(5, 'c5')"))
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasStackTraceContaining("would have a gap");
  }

  @Test
  void refusesAGapWithinAStatement() {
    head(6);
    assertThatThrownBy(() -> insert("(4, 'c4'), (6, 'c6')"))
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  @Test
  void refusesAnEventThatTheHeadDoesNotKnow() {
    assertThatThrownBy(() -> insert("(4, 'c4')"))
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  @Test
  void refusesASecondEventOfTheSameNumber() {
    assertThatThrownBy(() -> insert("(3, 'other')")).isInstanceOf(DuplicateKeyException.class);
  }

  @Test
  void refusesASecondUseOfAClientsId() {
    head(4);
    assertThatThrownBy(() -> insert("(4, 'c1')")).isInstanceOf(DuplicateKeyException.class);
  }

  @Test
  void takesWhatFollowsOn() {
    head(5);
    insert("(4, 'c4'), (5, 'c5')");
  }

  private void head(long head) {
    run(
        "insert into heads values ('%s', %d) on conflict (room) do update set head = excluded.head"
            .formatted(room, head));
  }

  private void insert(String seqsAndClientIds) {
    run(
        """
        insert into events (room, seq, kind, message, by_id, by_name, by_kind, at, client_id, text)
        select '%s', seq, 'sent', gen_random_uuid(), '%s', 'ada', 'PERSON', 0, client_id, 'Hello'
        from (values %s) as fresh (seq, client_id)
        """
            .formatted(room, new UUID(0, 1), seqsAndClientIds));
  }

  private void run(String sql) {
    database.sql(sql).then().block(Duration.ofSeconds(10));
  }
}
