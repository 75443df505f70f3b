package chat.messages.retention;

import static org.assertj.core.api.Assertions.assertThat;

import chat.messages.MessagesTest;
import chat.messages.stream.Page;
import chat.messages.stream.RoomFrames;
import chat.wire.Message;
import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomKind;
import chat.wire.UserRef;
import chat.wire.event.RoomEvent;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

class RetentionTest extends MessagesTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final long DAY = Duration.ofDays(1).toMillis();

  @Autowired private Retention retention;
  @Autowired private DatabaseClient database;
  @Autowired private RoomFrames frames;

  private final UserRef eve = user("eve");

  @BeforeEach
  void openRoom() {
    rooms.open(room, RoomKind.PUBLIC, ada, ben);
  }

  @Test
  void forgetsWhatIsOlderThanTheRoomWantsAndNothingElse() {
    say(10);
    keepFor(30, true);
    age(1, 7, 31 * DAY);

    forget();

    assertThat(seqs()).containsExactly(8L, 9L, 10L);
    assertThat(rows("reactions")).isZero();
    RoomFrames.Piece rest = Objects.requireNonNull(frames.after(room, 0, 100).block(LONG));
    assertThat(rest.frames()).extracting(frame -> frame.seq()).containsExactly(8L, 9L, 10L, 11L);
    assertThat(rest.head()).isEqualTo(11);
  }

  @Test
  void whereNothingIsSaidEverythingIsKept() {
    say(3);
    age(1, 3, 4000 * DAY);

    forget();

    assertThat(seqs()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void theNumbersGoOnWhenAllIsForgotten() {
    rooms.apply(
        new RoomEvent.Updated(room, rooms.next(), details(1, true), ada)); // no event of the stream
    say(5);
    age(1, 5, 2 * DAY);

    forget();

    Message last = page().messages().getFirst();
    assertThat(last.seq()).isEqualTo(5);
    assertThat(last.text()).isEmpty();
    assertThat(search("words")).isZero();
    assertThat(say(1).getFirst().seq()).isEqualTo(6);
    forget();
    assertThat(seqs()).containsExactly(6L);
  }

  @Test
  void aNewcomerToHiddenHistoryStillSeesWhatCameAfterThem() {
    keepFor(1, false);
    say(2);
    rooms.happen(new RoomEvent.MemberJoined(room, rooms.next(), eve, Role.MEMBER));
    say(3);
    age(1, 5, 2 * DAY);

    forget();

    assertThat(body(read(eve, "")).messages()).extracting(Message::seq).containsExactly(6L, 7L);
  }

  @Test
  void ofADeletedRoomNothingStays() {
    say(8);
    assertThat(search("words")).isEqualTo(8);
    as(ada)
        .put()
        .uri("/api/v1/rooms/{room}/read", room)
        .bodyValue(java.util.Map.of("seq", 2))
        .exchange()
        .expectStatus()
        .isOk();
    rooms.apply(new RoomEvent.Deleted(room, rooms.next(), ada));

    forget();

    for (String table :
        List.of("events", "heads", "search_rows", "search_positions", "read_markers", "members")) {
      assertThat(rows(table)).as(table).isZero();
    }
  }

  @Test
  void oneNodeAtATime() {
    say(4);
    rooms.apply(new RoomEvent.Updated(room, rooms.next(), details(1, true), ada));
    age(1, 4, 2 * DAY);

    // both at once: what one forgets the other leaves alone, and neither fails
    Flux.merge(retention.forget(), retention.forget(), retention.forget()).then().block(LONG);
    forget();

    assertThat(seqs()).containsExactly(4L);
  }

  private void forget() {
    retention.forget().block(LONG);
  }

  private void keepFor(int days, boolean historyVisible) {
    rooms.happen(new RoomEvent.Updated(room, rooms.next(), details(days, historyVisible), ada));
  }

  private static RoomDetails details(int days, boolean historyVisible) {
    return new RoomDetails(
        RoomKind.PUBLIC, "A room", null, null, null, historyVisible, null, null, days, null);
  }

  private List<Message> say(int times) {
    return LongStream.range(0, times)
        .mapToObj(
            i ->
                send(ada, UUID.randomUUID().toString(), "words " + i)
                    .expectStatus()
                    .isCreated()
                    .expectBody(Message.class)
                    .returnResult()
                    .getResponseBody())
        .toList();
  }

  private void age(int first, int last, long by) {
    database
        .sql("update events set at = at - :by where room = :room and seq between :first and :last")
        .bind("by", by)
        .bind("room", room.value())
        .bind("first", first)
        .bind("last", last)
        .then()
        .block(LONG);
  }

  private long rows(String table) {
    return Objects.requireNonNull(
        database
            .sql("select count(*) from " + table + " where room = :room")
            .bind("room", room.value())
            .mapValue(Long.class)
            .one()
            .block(LONG));
  }

  private long search(String word) {
    String found =
        as(ada)
            .get()
            .uri("/api/v1/search?limit=100&room=" + room + "&q=" + word)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(String.class)
            .returnResult()
            .getResponseBody();
    return Objects.requireNonNull(found).split("\"snippet\"", -1).length - 1L;
  }

  private List<Long> seqs() {
    return page().messages().stream().map(Message::seq).toList();
  }

  private Page page() {
    return body(read(ada, "?limit=200"));
  }

  private static Page body(
      org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec answer) {
    return Objects.requireNonNull(
        answer.expectStatus().isOk().expectBody(Page.class).returnResult().getResponseBody());
  }
}
