package chat.messages.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserRef;
import chat.wire.event.RoomEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Who finds what, and where. */
class SearchTest extends SearchOverHttp {
  private static final SearchSettings ALWAYS_LOOKING =
      new SearchSettings(Duration.ofDays(1), Duration.ZERO, 500, 5000, 20, 100);

  @Autowired private DatabaseClient database;
  @Autowired private SearchIndex index;
  @Autowired private TransactionalOperator transaction;

  private final UserRef eve = user("eve");

  @Test
  void deletedAndEditedTextsAreNotFoundByTheirOldWords() {
    Message edited = say(ada, room, "first thought");
    Message deleted = say(ada, room, "another thought");
    assertThat(find(ada, "thought")).containsExactly(deleted.id(), edited.id());
    String path = "/api/v1/rooms/" + room + "/messages/";
    as(ada)
        .patch()
        .uri(path + edited.id())
        .bodyValue(Map.of("text", "second idea"))
        .exchange()
        .expectStatus()
        .isOk();
    as(ada).delete().uri(path + deleted.id()).exchange().expectStatus().isOk();

    assertThat(find(ada, "thought")).isEmpty();
    assertThat(find(ada, "idea")).containsExactly(edited.id());
    assertThat(rowsWith("thought")).isZero();
  }

  @Test
  void findsNothingInRoomsThatOneHasLeft() {
    say(ada, room, "secret plans");
    assertThat(find(ben, "secret")).hasSize(1);

    rooms.apply(new RoomEvent.MemberLeft(room, rooms.next(), ben));

    assertThat(find(ben, "secret")).isEmpty();
    assertThat(find(eve, "secret")).isEmpty();
    assertThat(find(ada, "secret")).hasSize(1);
    rooms.apply(new RoomEvent.Deleted(room, rooms.next(), ada));
    assertThat(find(ada, "secret")).isEmpty();
  }

  @Test
  void findsNothingFromBeforeANewcomerCameWhereHistoryIsHidden() {
    rooms.update(
        room,
        ada,
        new RoomDetails(
            RoomKind.PUBLIC, "A room", null, null, null, false, null, null, null, null));
    say(ada, room, "old secret");
    rooms.happen(new RoomEvent.MemberJoined(room, rooms.next(), eve, Role.MEMBER));
    Message later = say(ada, room, "new secret");

    assertThat(find(eve, "secret")).containsExactly(later.id());
  }

  @Test
  void looksWhereItIsTold() {
    RoomId other = new RoomId(UUID.randomUUID());
    rooms.open(other, RoomKind.PUBLIC, ada, ben);
    Message adas = say(ada, room, "lunch at noon");
    Message bens = say(ben, room, "lunch at one");
    Message elsewhere = say(ada, other, "lunch is late");

    assertThat(find(ben, "lunch")).containsExactly(elsewhere.id(), bens.id(), adas.id());
    assertThat(ids(ask(ben, "lunch", "&room=" + room))).containsExactly(bens.id(), adas.id());
    assertThat(ids(ask(ben, "lunch", "&from=" + ada.id())))
        .containsExactly(elsewhere.id(), adas.id());
    assertThat(ids(ask(ben, "lunch", "&since=" + bens.sentAt() + "&before=" + elsewhere.sentAt())))
        .doesNotContain(elsewhere.id());
    assertThat(ids(ask(ben, "lunch", "&attachments=true"))).isEmpty();
    assertThat(ids(ask(ben, "", "&from=" + ben.id()))).containsExactly(bens.id());
  }

  @Test
  void pagesThroughAllHits() {
    List<MessageId> sent = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      sent.addFirst(say(ada, room, "tick " + i).id());
    }
    List<MessageId> found = new ArrayList<>();
    Hits page = hits(ask(ada, "tick", "&limit=10"));
    found.addAll(page.hits().stream().map(hit -> hit.message().id()).toList());
    while (page.next() != null) {
      page = hits(ask(ada, "tick", "&limit=10&behind=" + page.next()));
      found.addAll(page.hits().stream().map(hit -> hit.message().id()).toList());
    }

    assertThat(found).isEqualTo(sent);
  }

  @Test
  void theIndexFollowsByItself() {
    say(ada, room, "slowly but surely");
    await().untilAsserted(() -> assertThat(rowsWith("surely")).isEqualTo(1));

    // if not before, all rooms have been looked through now, and are not soon again
    say(ada, room, "surely again");
    await().untilAsserted(() -> assertThat(rowsWith("surely")).isEqualTo(2));
  }

  @Test
  void theIndexFindsWhatNobodyFollows() {
    run("insert into heads (room, head) values ('%s', 0)");
    run(
        """
        insert into events (room, seq, kind, message, by_id, by_name, by_kind, at, client_id, text)
        values ('%s', 1, 'sent', gen_random_uuid(), gen_random_uuid(), 'eve', 'PERSON', 0, 'c',
          'by a node that has ended')
        """);
    var other = new SearchIndexer(index, transaction, ALWAYS_LOOKING);

    await()
        .untilAsserted(
            () -> {
              other.follow().block(Duration.ofSeconds(10));
              assertThat(rowsWith("ended")).isEqualTo(1);
            });
  }

  @Test
  void ofARoomThatIsNoMoreNothingIsNoted() {
    RoomId gone = new RoomId(UUID.randomUUID());
    var other = new SearchIndexer(index, transaction, ALWAYS_LOOKING);

    other.in(gone);
    other.follow().block(Duration.ofSeconds(10));

    assertThat(index.position(gone).blockOptional()).isEmpty();
  }

  private void run(String sql) {
    database.sql(sql.replace("%s", room.toString())).then().block(Duration.ofSeconds(10));
  }

  private long rowsWith(String word) {
    return Objects.requireNonNull(
        database
            .sql("select count(*) from search_rows where room = :room and words @@ :word::tsquery")
            .bind("room", room.value())
            .bind("word", word)
            .mapValue(Long.class)
            .one()
            .block(Duration.ofSeconds(10)));
  }
}
