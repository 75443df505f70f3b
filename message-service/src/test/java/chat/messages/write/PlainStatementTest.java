package chat.messages.write;

import static org.assertj.core.api.Assertions.assertThat;

import chat.kit.event.Outbox;
import chat.messages.MessagesTest;
import chat.messages.UnknownTables;
import chat.messages.stream.NewMessage;
import chat.wire.MessageId;
import chat.wire.RoomId;
import chat.wire.UserRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.util.context.Context;

/** Batches in which rooms and writers of all sorts meet, in whatever order. */
class PlainStatementTest extends MessagesTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int BATCH = 300;

  @Autowired private Outbox outbox;

  private final UnknownTables tables = new UnknownTables();
  private final PlainStatement statement = new PlainStatement();
  private final UserRef eve = user("eve");
  private final List<Place> places =
      IntStream.range(0, 40).mapToObj(i -> new Place(i, new RoomId(UUID.randomUUID()))).toList();

  /** What is expected of a room. */
  private record Place(int number, RoomId room, List<String> told) {
    Place(int number, RoomId room) {
      this(number, room, new ArrayList<>());
    }

    boolean isNew() {
      return number % 5 == 0;
    }

    boolean isArchived() {
      return number % 7 == 0;
    }

    boolean isPublic() {
      return number % 2 == 0;
    }

    /** The number that a message gets there. */
    @Nullable Long write(NewMessage message, boolean byMember) {
      if (isNew() || isArchived() || !byMember) {
        return null;
      }
      long seq = told.size() + 1L;
      told.add(
          "%d %d %s %s".formatted(seq, seq, isPublic() ? "public" : "private", message.text()));
      return seq;
    }
  }

  @BeforeEach
  void begin() {
    places.forEach(this::begin);
  }

  private void begin(Place place) {
    tables.run(
        """
        with known as (
          insert into rooms (room, kind, details_version, archived_version)
          values ('%1$s', '%2$s', 1, %3$d)
        ), begun as (
          insert into heads (room, head) select '%1$s', 0 where %4$s
        )
        insert into members (room, member, name, role, role_version)
        values ('%1$s', '%5$s', 'Ada', 'MEMBER', 1)
        """
            .formatted(
                place.room(),
                place.isPublic() ? "PUBLIC" : "PRIVATE",
                place.isArchived() ? 1 : 0,
                !place.isNew(),
                ada.id()));
  }

  @AfterEach
  void rollBack() {
    tables.close();
  }

  @Test
  void areNumberedByRoomInTheirOrder() {
    Random random = new Random(7);
    for (int batch = 0; batch < 3; batch++) {
      List<NewMessage> messages = new ArrayList<>();
      List<@Nullable Long> numbers = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        Place place = places.get(random.nextInt(places.size()));
        boolean byMember = random.nextInt(10) > 0;
        NewMessage message = message(place.room(), byMember ? ada : eve, "No " + i);
        messages.add(message);
        numbers.add(place.write(message, byMember));
      }

      assertThat(written(messages)).containsExactlyElementsOf(numbers);
    }

    Map<String, String> told =
        places.stream()
            .filter(place -> !place.told().isEmpty())
            .collect(
                Collectors.toMap(
                    place -> place.room().toString(), place -> String.join(",", place.told())));
    assertThat(told).hasSizeGreaterThan(20);
    assertThat(
            byRoom(
                """
                select subject, string_agg(concat_ws(' ', event #>> '{data,seq}',
                  event #>> '{data,message,seq}', event #>> '{data,kind}',
                  event #>> '{data,message,text}'), ',' order by position)
                from (select subject, position, event::json from outbox) o group by subject
                """))
        .isEqualTo(told);
    assertThat(
            byRoom(
                """
                select e.room::text, string_agg(concat_ws(' ', seq, seq, lower(r.kind), text), ','
                  order by seq)
                from events e join rooms r on r.room = e.room group by e.room
                """))
        .isEqualTo(told);
  }

  @Test
  void areLeftOutWhereNothingIsPlain() {
    assertThat(
            written(
                places.stream()
                    .filter(place -> place.isNew() || place.isArchived())
                    .map(place -> message(place.room(), ada, "Hello"))
                    .toList()))
        .containsOnlyNulls();
  }

  private static NewMessage message(RoomId room, UserRef by, String text) {
    return new NewMessage(
        new MessageId(UUID.randomUUID()),
        room,
        UUID.randomUUID().toString(),
        by,
        text,
        Instant.now(),
        null,
        List.of(),
        false);
  }

  private List<@Nullable Long> written(List<NewMessage> messages) {
    List<Waiting> batch =
        messages.stream()
            .map(message -> NewEvent.sent(message, PlainStatement.ANY_KIND, null))
            .map(
                event ->
                    new Waiting(
                        event,
                        outbox.prepare(Objects.requireNonNull(event.fact()), Context.empty())))
            .toList();
    return tables
        .database()
        .sql(statement.sql())
        .bindValues(statement.arguments(batch))
        .map(row -> Arrays.asList(Numbers.of(row, batch.size())))
        .one()
        .blockOptional(LONG)
        .orElseThrow();
  }

  private Map<String, String> byRoom(String sql) {
    return tables
        .database()
        .sql(sql)
        .map(row -> Map.entry(row.get(0, String.class), row.get(1, String.class)))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue)
        .blockOptional(LONG)
        .orElseThrow();
  }
}
