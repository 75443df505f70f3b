package chat.notifications.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import chat.notifications.NotificationsTest;
import chat.wire.MessageId;
import chat.wire.NotificationKind;
import chat.wire.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class InboxTest extends NotificationsTest {
  @Autowired private Inboxes inboxes;
  @Autowired private Retention retention;

  @Test
  void givesAllEntriesPageByPageNewestFirst() {
    List<String> ids =
        new ArrayList<>(IntStream.range(0, 7).mapToObj(i -> put(Instant.now())).toList());
    Collections.reverse(ids);

    JsonNode first = inbox(ben, "?limit=3");
    assertThat(ids(first)).isEqualTo(ids.subList(0, 3));
    JsonNode second = inbox(ben, "?limit=3&before=" + ids.get(2));
    assertThat(ids(second)).isEqualTo(ids.subList(3, 6));
    JsonNode third = inbox(ben, "?limit=3&before=" + ids.get(5));
    assertThat(ids(third)).isEqualTo(ids.subList(6, 7));
    assertThat(third.get("unread").asInt()).isEqualTo(7);
  }

  @Test
  void anEntryThatWasReadIsNotUnread() {
    String older = put(Instant.now());
    String newer = put(Instant.now());

    JsonNode answer = body(as(ben).post().uri("/api/v1/notifications/{id}/read", older));

    assertThat(answer.get("unread").asInt()).isEqualTo(1);
    assertThat(ids(inbox(ben, "?unread=true"))).containsExactly(newer);
    assertThat(ids(inbox(ben, ""))).containsExactly(newer, older);
    assertThat(inbox(ben, "").at("/entries/1").has("readAt")).isTrue();
    assertThat(inbox(ben, "").at("/entries/0").has("readAt")).isFalse();
  }

  @Test
  void readingAllLeavesWhatCameLaterUnread() {
    put(Instant.now());
    String seen = put(Instant.now());
    String unseen = put(Instant.now());

    JsonNode answer =
        body(as(ben).post().uri("/api/v1/notifications/read-all").bodyValue(Map.of("upTo", seen)));

    assertThat(answer.get("unread").asInt()).isEqualTo(1);
    assertThat(ids(inbox(ben, "?unread=true"))).containsExactly(unseen);
  }

  @Test
  void nobodySeesOrReadsAnothersInbox() {
    String entry = put(Instant.now());

    assertThat(inbox(ada, "").get("entries")).isEmpty();
    as(ada)
        .post()
        .uri("/api/v1/notifications/{id}/read", entry)
        .exchange()
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo(ProblemType.NOT_FOUND.uri());
    body(as(ada).post().uri("/api/v1/notifications/read-all").bodyValue(Map.of("upTo", entry)));
    assertThat(inbox(ben, "").get("unread").asInt()).isEqualTo(1);
    anonymous().get().uri("/api/v1/notifications").exchange().expectStatus().isUnauthorized();
  }

  @ParameterizedTest
  @ValueSource(strings = {"?limit=0", "?limit=101", "?before=yesterday", "?unread=perhaps"})
  void refusesWhatItDoesNotUnderstand(String query) {
    as(ben).get().uri("/api/v1/notifications" + query).exchange().expectStatus().isBadRequest();
  }

  @Test
  void refusesToReadAllUpToNothing() {
    as(ben)
        .post()
        .uri("/api/v1/notifications/read-all")
        .bodyValue(Map.of())
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].field")
        .isEqualTo("upTo");
  }

  @Test
  void forgetsWhatWasReadLongAgoAndInTheEndEverything() {
    put(daysAgo(91));
    String unread = put(daysAgo(31));
    String read = put(daysAgo(31));
    String fresh = put(daysAgo(29));
    body(as(ben).post().uri("/api/v1/notifications/{id}/read", read));
    body(as(ben).post().uri("/api/v1/notifications/{id}/read", fresh));

    retention.forget().block(Duration.ofSeconds(10));

    assertThat(ids(inbox(ben, ""))).containsExactly(fresh, unread);
  }

  @Test
  void describesItselfWithExamples() {
    anonymous()
        .get()
        .uri("/v3/api-docs")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.paths['/api/v1/notifications'].get.summary")
        .exists()
        .jsonPath("$.components.schemas.Entry.properties.excerpt.example")
        .isEqualTo("Good morning, @ada");
  }

  private static Instant daysAgo(int days) {
    return Instant.now().minus(days, ChronoUnit.DAYS);
  }

  private String put(Instant at) {
    return inboxes
        .put(
            new NewEntry(
                NotificationKind.MENTION,
                room,
                new MessageId(UUID.randomUUID()),
                null,
                ada,
                "Good morning",
                at),
            List.of(ben.id()))
        .map(created -> created.notification().toString())
        .next()
        .blockOptional(Duration.ofSeconds(10))
        .orElseThrow();
  }

  private static List<String> ids(JsonNode inbox) {
    return inbox.get("entries").valueStream().map(entry -> entry.get("id").asString()).toList();
  }
}
