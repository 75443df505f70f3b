package chat.messages.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.messages.MessagesTest;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class SearchTest extends MessagesTest {
  private static final String[] PIECES = {
    "the",
    "theory",
    "Ада",
    "ада",
    "ёлка",
    "élan",
    "ELAN",
    "straße",
    "STRASSE",
    "møøse",
    "東京",
    "京都",
    "東京都",
    "カタカナ",
    "がっこう",
    "สวัสดี",
    "مرحبا",
    "مُرحبا",
    "שלום",
    "नमस्ते",
    "안녕하세요",
    "👍",
    "👍🏽",
    "👩‍👩‍👧",
    "🇫🇷",
    "C++",
    "x2",
    "42",
    "4",
    "a-b",
    "don't",
    "ΣΊΣΥΦΟΣ",
    "σίσυφος",
    "ﬁn",
    "fin",
    "ｆｕｌｌ",
    "full",
    "I",
    "ı",
    "İ",
    "😀😀",
    "😀"
  };

  @Autowired private DatabaseClient database;

  private final UserRef eve = user("eve");

  @BeforeEach
  void openRoom() {
    rooms.open(room, RoomKind.PUBLIC, ada, ben);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Good morning, Ada             | morn ada",
        "Good morning, Ada             | \"good morning\"",
        "Crème brûlée                  | creme BRULEE",
        "Ёлка в лесу                   | елка",
        "我昨天去了东京塔                | 东京",
        "今日は学校へ行った               | 学校",
        "สวัสดีครับ                      | ดีครับ",
        "ｶﾀｶﾅ                          | カタカナ",
        "مُحَمَّد                           | محمد",
        "well done 👍🏽                  | 👍",
        "it's C++17                    | c++17",
        "version 1.2.3                 | 1.2.3"
      })
  void findsWhatPeopleMean(String text, String query) {
    Message message = say(ada, room, text);

    assertThat(find(ben, query)).containsExactly(message.id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Good morning, Ada | \"morning good\"",
        "Good morning, Ada | \"good morn\"",
        "Good morning, Ada | orning",
        "东西 京东           | 东京",
        "东 京               | 东京",
        "Good morning      | good evening"
      })
  void doesNotFindWhatIsNotThere(String text, String query) {
    say(ada, room, text);

    assertThat(find(ben, query)).isEmpty();
  }

  @Test
  void findsWhatBruteForceFindsInARandomCorpusOfAllScripts() {
    Random random = new Random(42);
    Map<MessageId, String> corpus = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      String text = text(random);
      corpus.put(say(random.nextBoolean() ? ada : ben, room, text).id(), text);
    }
    for (int i = 0; i < 150; i++) {
      String query = PIECES[random.nextInt(PIECES.length)];
      if (random.nextInt(3) == 0) {
        query += " " + PIECES[random.nextInt(PIECES.length)];
      }
      String wanted = query;
      List<MessageId> expected =
          corpus.entrySet().stream()
              .filter(entry -> BruteForce.finds(entry.getValue(), wanted))
              .map(Map.Entry::getKey)
              .toList();

      assertThat(find(ben, query)).as(query).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static String text(Random random) {
    String[] separators = {" ", ", ", "", " – ", "\n", " "};
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1 + random.nextInt(6); i++) {
      text.append(PIECES[random.nextInt(PIECES.length)])
          .append(separators[random.nextInt(separators.length)]);
    }
    return text.toString();
  }

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
  void showsThePieceAndWhatToHighlight() {
    say(ada, room, "x".repeat(50) + " ".repeat(50) + "😀 Crème brûlée, please " + "y".repeat(400));

    Hit.Snippet snippet = hits(ask(ada, "brulee creme", "")).hits().getFirst().snippet();

    assertThat(snippet.text()).hasSizeLessThanOrEqualTo(241);
    assertThat(
            snippet.found().stream()
                .map(range -> snippet.text().substring(range.start(), range.end())))
        .containsExactly("Crème", "brûlée");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "...", "\"\"", "' & | ! ( ) : * \\"})
  void refusesWhatCannotBeLookedFor(String query) {
    int status = ask(ada, query, "").returnResult(byte[].class).getStatus().value();

    assertThat(status).isIn(query.contains("|") ? List.of(200) : List.of(400));
  }

  @Test
  void theIndexFollowsByItself() {
    say(ada, room, "slowly but surely");

    await().untilAsserted(() -> assertThat(rowsWith("surely")).isEqualTo(1));
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

  private Message say(UserRef by, RoomId to, String text) {
    return Objects.requireNonNull(
        send(by, to, Map.of("clientId", UUID.randomUUID().toString(), "text", text))
            .expectStatus()
            .isCreated()
            .expectBody(Message.class)
            .returnResult()
            .getResponseBody());
  }

  private ResponseSpec ask(UserRef by, String query, String others) {
    return as(by).get().uri("/api/v1/search?q={q}" + others, query).exchange();
  }

  private List<MessageId> find(UserRef by, String query) {
    return ids(ask(by, query, "&limit=100"));
  }

  private static List<MessageId> ids(ResponseSpec answer) {
    return hits(answer).hits().stream().map(hit -> hit.message().id()).toList();
  }

  private static Hits hits(ResponseSpec answer) {
    Hits hits =
        Objects.requireNonNull(
            answer.expectStatus().isOk().expectBody(Hits.class).returnResult().getResponseBody());
    assertThat(hits.complete()).isTrue();
    return hits;
  }
}
