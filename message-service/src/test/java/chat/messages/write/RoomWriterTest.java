package chat.messages.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.backing.BackingServices;
import chat.backing.Database;
import chat.backing.Outage;
import chat.kit.Ids;
import chat.kit.database.Lines;
import chat.kit.event.Outbox;
import chat.kit.problem.Problem;
import chat.messages.MessagesTest;
import chat.messages.stream.NewMessage;
import chat.wire.MessageId;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Two instances of the service write into one database, and one of them loses it now and then. */
class RoomWriterTest extends MessagesTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final WriteSettings SETTINGS =
      new WriteSettings(2, 64, 4096, Duration.ofSeconds(2), Duration.ofMillis(500), 20, 50);

  @Autowired private DatabaseClient database;
  @Autowired private ConnectionFactory connections;
  @Autowired private Outbox outbox;
  @Autowired private Sockets sockets;

  private final Database address = BackingServices.forTests().postgres().database("messages");
  private final Outage outage = Outage.before(address.host(), address.port());
  private final ConnectionPool pool = pool(address.at(outage.host(), outage.port()));
  private final List<RoomId> streams =
      Stream.generate(() -> new RoomId(UUID.randomUUID())).limit(5).toList();
  private @Nullable RoomWriter one;
  private @Nullable RoomWriter other;

  @BeforeEach
  void twoInstances() {
    one = writer(connections, SETTINGS);
    other = writer(pool, SETTINGS);
  }

  @AfterEach
  void close() {
    Stream.of(one, other).filter(Objects::nonNull).forEach(RoomWriter::destroy);
    pool.dispose();
    outage.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void repeatsAndCallersWhoGiveUpLeaveStreamsWithoutGapsAndDoubles(long seed) {
    Random random = new Random(seed);
    Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    AtomicInteger withoutEffect = new AtomicInteger();
    List<Mono<Long>> sends =
        IntStream.range(0, 1500)
            .mapToObj(i -> random.nextInt(500))
            .map(
                id -> {
                  Mono<Long> send =
                      either(random)
                          .write(send(streams.get(id % streams.size()), "c" + id, "Message " + id))
                          .doOnNext(seq -> assertThat(acknowledged.put("c" + id, seq)).isNull())
                          .switchIfEmpty(Mono.fromRunnable(withoutEffect::incrementAndGet));
                  return random.nextInt(10) == 0 ? send.timeout(Duration.ZERO, Mono.empty()) : send;
                })
            .toList();

    Flux.fromIterable(sends).flatMap(send -> send, 128).blockLast(LONG);

    assertThat(withoutEffect).hasPositiveValue();
    assertEachIsThereOnce(acknowledged);
  }

  @Test
  void whateverIsAcknowledgedIsThereOnceThoughTheDatabaseGoesAwayInTheMiddle() {
    Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    AtomicInteger lost = new AtomicInteger();

    Flux.range(0, 2000)
        .doOnNext(
            i -> {
              if (i % 500 == 250) {
                outage.cut();
              }
            })
        .flatMap(
            i ->
                Mono.defer(
                        () ->
                            writer(i % 2 == 0)
                                .write(
                                    send(streams.get(i % streams.size()), "c" + i, "Hello " + i)))
                    .doOnNext(seq -> acknowledged.put("c" + i, seq))
                    .doOnError(
                        error -> {
                          if (lost.incrementAndGet() % 20 == 0) {
                            outage.restore();
                          }
                        })
                    .retryWhen(Retry.fixedDelay(200, Duration.ofMillis(20))),
            64)
        .blockLast(LONG);

    assertThat(lost).hasPositiveValue();
    assertThat(assertEachIsThereOnce(acknowledged)).isEqualTo(2000);
  }

  @Test
  void aBadEventFailsAloneAndItsNeighboursAreWritten() {
    List<String> answers =
        Flux.range(0, 100)
            .flatMap(
                i ->
                    writer(true)
                        .write(send(room, "c" + i, i == 50 ? "a\0b" : "Message " + i))
                        .map(seq -> "written")
                        .onErrorReturn("refused"))
            .collectList()
            .blockOptional(LONG)
            .orElseThrow();

    assertThat(answers).hasSize(100).containsOnlyOnce("refused");
    assertThat(seqs(room)).isEqualTo(LongStream.rangeClosed(1, 99).boxed().toList());
  }

  @Test
  void putsItsNumberIntoTheFactAndNothingElseIntoTheText() {
    String text = "they write \"seq\":0 in JSON";
    rooms.open(room, RoomKind.PUBLIC, ada);

    send(ada, "c1", "First").expectStatus().isCreated();
    send(ada, "c2", text).expectStatus().isCreated();

    await()
        .untilAsserted(
            () -> {
              assertThat(heard.in(room)).hasSize(2);
              var told = heard.in(room).getLast();
              assertThat(told.seq()).isEqualTo(2);
              assertThat(told.message().seq()).isEqualTo(2);
              assertThat(told.message().text()).isEqualTo(text);
            });
  }

  @Test
  void asksToTryAgainWhenTooMuchWaitsAndAnswersEveryoneWhenNothingMoves() {
    RoomWriter narrow =
        writer(
            pool,
            new WriteSettings(1, 1, 2, Duration.ofMillis(300), Duration.ofMillis(500), 20, 50));
    narrow.write(send(room, "c0", "Hello")).block(LONG);
    outage.stall();

    List<Throwable> refusals =
        Flux.range(1, 10)
            .flatMap(
                i ->
                    narrow
                        .write(send(room, "c" + i, "Hello"))
                        .map(seq -> new Throwable("written at " + seq))
                        .onErrorResume(Mono::just))
            .collectList()
            .blockOptional(LONG)
            .orElseThrow();
    outage.restore();
    narrow.destroy();

    assertThat(refusals).hasSize(10);
    assertThat(refusals.stream().filter(Problem.class::isInstance).map(Problem.class::cast))
        .hasSizeGreaterThanOrEqualTo(7)
        .allMatch(refusal -> refusal.type() == ProblemType.BUSY)
        .allMatch(refusal -> "1".equals(refusal.getHeaders().getFirst("Retry-After")));
    assertThat(refusals.stream().filter(TimeoutException.class::isInstance)).isNotEmpty();
  }

  @Test
  void refusesWhatTheDatabaseDoesNotTake() {
    assertThatThrownBy(() -> writer(true).write(send(room, "c1", "a".repeat(8001))).block(LONG))
        .hasStackTraceContaining("breaks the rules");
    assertThat(seqs(room)).isEmpty();
  }

  /** How many there are. */
  private int assertEachIsThereOnce(Map<String, Long> acknowledged) {
    int all = 0;
    for (RoomId each : streams) {
      List<Written> written = written(each);
      all += written.size();
      assertThat(written.stream().map(Written::seq))
          .isEqualTo(LongStream.rangeClosed(1, written.size()).boxed().toList());
      assertThat(written.stream().map(Written::clientId)).doesNotHaveDuplicates();
      written.stream()
          .filter(event -> acknowledged.containsKey(event.clientId()))
          .forEach(
              event -> assertThat(acknowledged.remove(event.clientId())).isEqualTo(event.seq()));
    }
    assertThat(acknowledged).isEmpty();
    return all;
  }

  private record Written(long seq, String clientId) {}

  private List<Written> written(RoomId in) {
    return database
        .sql("select seq, client_id from events where room = $1 order by seq")
        .bind(0, in.value())
        .map(row -> new Written(row.get(0, Long.class), row.get(1, String.class)))
        .all()
        .collectList()
        .blockOptional(LONG)
        .orElseThrow();
  }

  private List<Long> seqs(RoomId in) {
    return written(in).stream().map(Written::seq).toList();
  }

  private NewEvent send(RoomId to, String clientId, String text) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    MessageId id = new MessageId(Ids.next());
    return NewEvent.sent(
        new NewMessage(id, to, clientId, ada, text, now, null, List.of(), false),
        RoomKind.PUBLIC,
        null);
  }

  private RoomWriter either(Random random) {
    return writer(random.nextBoolean());
  }

  private RoomWriter writer(boolean first) {
    return Objects.requireNonNull(first ? one : other);
  }

  private RoomWriter writer(ConnectionFactory client, WriteSettings settings) {
    return new RoomWriter(
        new EventStatement(settings),
        new PlainStatement(),
        new Lines(client, Duration.ofSeconds(1)),
        outbox,
        sockets,
        anyRoom -> {},
        settings);
  }

  private static ConnectionPool pool(Database at) {
    var options =
        ConnectionFactoryOptions.parse(at.r2dbcUrl())
            .mutate()
            .option(ConnectionFactoryOptions.USER, at.user())
            .option(ConnectionFactoryOptions.PASSWORD, at.password())
            .build();
    return new ConnectionPool(
        ConnectionPoolConfiguration.builder(ConnectionFactories.get(options))
            .maxSize(4)
            .maxAcquireTime(Duration.ofSeconds(2))
            .maxCreateConnectionTime(Duration.ofSeconds(1))
            .build());
  }
}
