package chat.messages.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.messages.MessagesTest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;

/** The database refuses what the code would never do. */
class StreamConstraintsTest extends MessagesTest {
  private static final List<String> COLUMNS =
      List.of(
          "room",
          "seq",
          "kind",
          "message",
          "by_id",
          "by_name",
          "by_kind",
          "at",
          "client_id",
          "text",
          "version",
          "frame",
          "deleted_at");

  @Autowired private DatabaseClient database;

  @BeforeEach
  void threeEvents() {
    run("insert into heads values ('%s', 0)".formatted(room));
    insert("(1, 'c1'), (2, 'c2'), (3, 'c3')");
  }

  @Test
  void theHeadMovesWithWhatIsAdded() {
    insert("(4, 'c4'), (5, 'c5')");
    assertThat(head()).isEqualTo(5);
  }

  @Test
  void refusesAGapAfterTheHead() {
    refuses("would have a gap", () -> insert("(5, 'c5')"));
  }

  @Test
  void movesTheHeadsOfAllRoomsOfAStatement() {
    List<UUID> others = Stream.generate(UUID::randomUUID).limit(20).toList();
    others.forEach(other -> run("insert into heads values ('%s', 0)".formatted(other)));
    insert(room.value(), "(4, 'c4')", others, "(2, 'c2'), (1, 'c1')");

    assertThat(head()).isEqualTo(4);
    assertThat(others).allSatisfy(other -> assertThat(head(other)).isEqualTo(2));
  }

  @Test
  void refusesAGapInOneOfManyRooms() {
    List<UUID> others = Stream.generate(UUID::randomUUID).limit(20).toList();
    others.forEach(other -> run("insert into heads values ('%s', 0)".formatted(other)));

    refuses(
        "the stream of room %s would have a gap".formatted(room),
        () -> insert(room.value(), "(5, 'c5')", others, "(1, 'c1'), (2, 'c2')"));
    assertThat(others).allSatisfy(other -> assertThat(head(other)).isZero());
  }

  @Test
  void refusesAGapWithinAStatement() {
    refuses("would have a gap", () -> insert("(4, 'c4'), (6, 'c6')"));
  }

  @Test
  void refusesWhatBeginsBeforeTheHead() {
    refuses("would have a gap", () -> insert("(0, 'c0')"));
  }

  @Test
  void refusesAnEventOfARoomWithoutAHead() {
    run("delete from heads where room = '%s'".formatted(room));
    refuses("would have a gap", () -> insert("(4, 'c4')"));
  }

  @Test
  void refusesASecondEventOfTheSameNumber() {
    assertThatThrownBy(() -> insert("(3, 'other')")).isInstanceOf(DuplicateKeyException.class);
  }

  @Test
  void refusesASecondUseOfAClientsId() {
    assertThatThrownBy(() -> insert("(4, 'c1')")).isInstanceOf(DuplicateKeyException.class);
  }

  @Test
  void refusesAHeadThatMovesByItself() {
    refuses("moves with its events alone", () -> update("heads", "head = 7"));
    refuses("moves with its events alone", () -> update("heads", "head = 2"));
    refuses(
        "moves with its events alone",
        () -> run("insert into heads values ('%s', 3)".formatted(UUID.randomUUID())));
    update("heads", "forgotten = 1");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "kind, 'unheard of'",
        "kind, 'joined'",
        "message, null",
        "version, 1",
        "client_id, null",
        "text, null",
        "text, ''",
        "text, `repeat('x', 8001)`",
        "deleted_at, 1"
      })
  void refusesAnEventThatBreaksTheRules(String column, String value) {
    refuses("breaks the rules", () -> addWith(column, value));
    refuses("breaks the rules", () -> update("events", column + " = " + value));
    assertThat(head()).isEqualTo(3);
  }

  @Test
  void takesAnotherLikeTheLast() {
    addWith("text", "repeat('x', 8000)");
    assertThat(head()).isEqualTo(4);
  }

  /** Another like the last, but for this column. */
  private void addWith(String column, String value) {
    Map<String, String> values = new LinkedHashMap<>();
    COLUMNS.forEach(each -> values.put(each, each));
    values.put("seq", "seq + 1");
    values.put("message", "gen_random_uuid()");
    values.put("client_id", "'c4'");
    values.put(column, value);
    run(
        "insert into events (%s) select %s from events where room = '%s' and seq = 3"
            .formatted(
                String.join(", ", values.keySet()), String.join(", ", values.values()), room));
  }

  private static void refuses(String reason, ThrowingCallable wrong) {
    assertThatThrownBy(wrong)
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasStackTraceContaining(reason);
  }

  private long head() {
    return head(room.value());
  }

  private long head(UUID of) {
    return database
        .sql("select head from heads where room = '%s'".formatted(of))
        .map(row -> row.get(0, Long.class))
        .one()
        .blockOptional(Duration.ofSeconds(10))
        .orElseThrow();
  }

  private void update(String table, String what) {
    run("update %s set %s where room = '%s'".formatted(table, what, room));
  }

  private void insert(String seqsAndClientIds) {
    insert(room.value(), seqsAndClientIds, List.of(), "(0, '')");
  }

  /** In one statement. */
  private void insert(UUID one, String seqsAndClientIds, List<UUID> others, String theirs) {
    run(
        """
        insert into events (room, seq, kind, message, by_id, by_name, by_kind, at, client_id, text)
        select room, seq, 'sent', gen_random_uuid(), '%s', 'ada', 'PERSON', 0, client_id, 'Hello'
        from (
          select '%s'::uuid as room, seq, client_id from (values %s) as its (seq, client_id)
          union all
          select room, seq, client_id
          from unnest('{%s}'::uuid[]) room, (values %s) as theirs (seq, client_id)) as fresh
        """
            .formatted(
                new UUID(0, 1),
                one,
                seqsAndClientIds,
                others.stream().map(UUID::toString).collect(Collectors.joining(",")),
                theirs));
  }

  private void run(String sql) {
    database.sql(sql).then().block(Duration.ofSeconds(10));
  }
}
