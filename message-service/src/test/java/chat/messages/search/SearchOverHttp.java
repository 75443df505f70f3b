package chat.messages.search;

import static org.assertj.core.api.Assertions.assertThat;

import chat.messages.MessagesTest;
import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserRef;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** A room to search in, and how people search. */
abstract class SearchOverHttp extends MessagesTest {
  @BeforeEach
  void openRoom() {
    rooms.open(room, RoomKind.PUBLIC, ada, ben);
  }

  Message say(UserRef by, RoomId to, String text) {
    return Objects.requireNonNull(
        send(by, to, Map.of("clientId", UUID.randomUUID().toString(), "text", text))
            .expectStatus()
            .isCreated()
            .expectBody(Message.class)
            .returnResult()
            .getResponseBody());
  }

  ResponseSpec ask(UserRef by, String query, String others) {
    return as(by).get().uri("/api/v1/search?q={q}" + others, query).exchange();
  }

  List<MessageId> find(UserRef by, String query) {
    return ids(ask(by, query, "&limit=100"));
  }

  static List<MessageId> ids(ResponseSpec answer) {
    return hits(answer).hits().stream().map(hit -> hit.message().id()).toList();
  }

  static Hits hits(ResponseSpec answer) {
    Hits hits =
        Objects.requireNonNull(
            answer.expectStatus().isOk().expectBody(Hits.class).returnResult().getResponseBody());
    assertThat(hits.complete()).isTrue();
    return hits;
  }
}
