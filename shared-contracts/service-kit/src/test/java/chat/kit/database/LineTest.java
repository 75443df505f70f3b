package chat.kit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.backing.WithBackingServices;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.BadSqlGrammarException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

@SpringBootTest(classes = LineTest.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ImportAutoConfiguration({R2dbcAutoConfiguration.class, DatabaseAutoConfiguration.class})
@WithBackingServices(database = "lines")
class LineTest {
  private static final String PLANS =
      """
      select format('%s generic, %s custom', generic_plans, custom_plans)
      from pg_prepared_statements
      where statement = 'select $1 + $2'
      """;

  private final DatabaseClient pool;
  private final Line line;

  LineTest(@Autowired ConnectionFactory connections, @Autowired Lines lines) {
    this.pool = DatabaseClient.create(connections);
    this.line = lines.line();
  }

  @AfterEach
  void hangUp() {
    line.dispose();
  }

  @Test
  void answersEachStatementOnTheSameConnection() {
    assertThat(session()).isEqualTo(session());
    assertThat(sum(2, 3)).isEqualTo(5);
  }

  @Test
  void hasAStatementPlannedOnceForAllArguments() {
    for (int times = 0; times < 8; times++) {
      assertThat(sum(times, 3)).isEqualTo(times + 3);
    }

    assertThat(line.ask(PLANS, List.of(), row -> row.get(0, String.class)).collectList().block())
        .containsExactly("8 generic, 0 custom");
  }

  @Test
  void looksUpEvenWhatIsSmall() {
    tell("create temp table few as select id from generate_series(1, 3) id");
    tell("create unique index few_by_id on few (id)");
    tell("analyze few");

    String plan =
        line.ask(
                "explain (costs off) select from few where id = 1",
                List.of(),
                row -> Objects.requireNonNull(row.get(0, String.class)))
            .collect(Collectors.joining())
            .block(Duration.ofSeconds(10));

    assertThat(plan).contains("few_by_id");
  }

  @Test
  void keepsTheConnectionWhenAStatementBreaksARule() {
    long before = session();

    tell("create temp table ones (one int unique)");
    assertThatThrownBy(() -> tell("insert into ones values (1), (1)"))
        .isInstanceOf(DataIntegrityViolationException.class);

    assertThat(session()).isEqualTo(before);
  }

  @Test
  void takesAnotherConnectionAfterAFault() {
    long before = session();

    assertThatThrownBy(() -> tell("select nonsense")).isInstanceOf(BadSqlGrammarException.class);

    assertThat(session()).isNotEqualTo(before);
    awaitEndOf(before);
  }

  @Test
  void takesAnotherConnectionWhenNobodyWaitedForTheAnswer() {
    long before = session();

    assertThatThrownBy(
            () ->
                line.ask("select pg_sleep(60)", List.of(), row -> row)
                    .then()
                    .timeout(Duration.ofMillis(200))
                    .block())
        .hasCauseInstanceOf(TimeoutException.class);

    assertThat(session()).isNotEqualTo(before);
  }

  @Test
  void noticesThatItHasBeenHungUpOn() {
    long before = session();
    terminate(before);
    awaitEndOf(before);

    Awaitility.await().ignoreExceptions().until(() -> session() != before);
  }

  @Test
  void whoHoldsSomethingByTheSessionHearsThatItIsLost() {
    long before = session();
    assertThat(sessionAgain()).isEqualTo(before);
    terminate(before);

    assertThatThrownBy(this::sessionAgain).isInstanceOf(DataAccessResourceFailureException.class);
    assertThatThrownBy(this::sessionAgain).isInstanceOf(DataAccessResourceFailureException.class);
    assertThat(session()).isNotEqualTo(before);
  }

  @Test
  void isGoneOnceItIsDisposedOf() {
    long before = session();

    line.dispose();

    awaitEndOf(before);
    assertThat(line.isDisposed()).isTrue();
  }

  private long session() {
    return one(line.ask("select pg_backend_pid()::bigint", List.of(), LineTest::number).single());
  }

  private long sessionAgain() {
    return one(
        line.askAgain("select pg_backend_pid()::bigint", List.of(), LineTest::number).single());
  }

  private long sum(long a, long b) {
    return one(line.ask("select $1 + $2", List.of(a, b), LineTest::number).single());
  }

  private static Long number(Readable row) {
    return Objects.requireNonNull(row.get(0, Long.class));
  }

  private static long one(Mono<Long> answer) {
    return Objects.requireNonNull(answer.block(Duration.ofSeconds(10)));
  }

  private void tell(String sql) {
    line.ask(sql, List.of(), row -> row).then().block();
  }

  private void terminate(long session) {
    pool.sql("select pg_terminate_backend($1::int)").bind(0, session).then().block();
  }

  private void awaitEndOf(long session) {
    Awaitility.await()
        .until(
            () ->
                Boolean.FALSE.equals(
                    pool.sql("select exists (select from pg_stat_activity where pid = $1)")
                        .bind(0, session)
                        .map(row -> row.get(0, Boolean.class))
                        .one()
                        .block()));
  }
}
