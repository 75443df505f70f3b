package chat.messages.history;

import static org.assertj.core.api.Assertions.assertThat;

import chat.messages.MessagesTest;
import chat.messages.stream.Page;
import chat.wire.Message;
import chat.wire.ProblemType;
import chat.wire.RoomKind;
import chat.wire.event.RoomEvent;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest extends MessagesTest {
  @BeforeEach
  void openRoom() {
    rooms.open(room, RoomKind.PUBLIC, ada, ben);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "             | 1,2,3,4,5,6,7",
        "?limit=3     | 5,6,7",
        "?before=5    | 1,2,3,4",
        "?before=5&limit=2 | 3,4",
        "?before=1    | ''",
        "?after=5     | 6,7",
        "?after=0&limit=2 | 1,2",
        "?after=2&before=5 | 3,4",
        "?after=7     | ''",
        "?around=4&limit=3 | 3,4,5",
        "?around=4&limit=4 | 2,3,4,5",
        "?around=1&limit=4 | 1,2",
        "?around=7&limit=4 | 5,6,7",
        "?around=99&limit=4 | 6,7"
      })
  void givesThePieceThatIsAskedFor(String query, String seqs) {
    for (int i = 1; i <= 7; i++) {
      send(ada, "c" + i, "Message " + i).expectStatus().isCreated();
    }

    Page page = page(query == null ? "" : query);

    assertThat(page.head()).isEqualTo(7);
    assertThat(String.join(",", page.messages().stream().map(m -> m.seq() + "").toList()))
        .isEqualTo(seqs);
  }

  @Test
  void saysNothingAgainWhileNothingHasChanged() {
    send(ada, "c1", "Good morning").expectStatus().isCreated();
    String tag =
        Objects.requireNonNull(
            read(ada, "").returnResult(Void.class).getResponseHeaders().getETag());
    String path = "/api/v1/rooms/" + room + "/messages";

    as(ada).get().uri(path).header("If-None-Match", tag).exchange().expectStatus().isNotModified();
    send(ada, "c2", "Anybody here?").expectStatus().isCreated();
    as(ada).get().uri(path).header("If-None-Match", tag).exchange().expectStatus().isOk();
  }

  @Test
  void aMiddleStandsAlone() {
    read(ada, "?around=4&before=7")
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].field")
        .isEqualTo("around");
  }

  @Test
  void givesWhatWasAnsweredToTheSender() {
    List<Message> sent =
        List.of("Good morning", "@ben @room *bold* \ud83d\ude00 \" \\ \u2028 'quoted'").stream()
            .map(
                text ->
                    send(ada, "c" + text.hashCode(), text)
                        .expectBody(Message.class)
                        .returnResult()
                        .getResponseBody())
            .toList();

    assertThat(page("").messages()).isEqualTo(sent);
  }

  @Test
  void aRoomWithoutMessagesHasAHeadOfZero() {
    assertThat(page("")).isEqualTo(new Page(room, 0, List.of()));
  }

  @Test
  void refusesWhoeverIsNotAMember() {
    rooms.apply(new RoomEvent.MemberLeft(room, rooms.next(), ben));

    read(ben, "")
        .expectStatus()
        .isForbidden()
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo(ProblemType.NOT_A_MEMBER.uri());
  }

  @ParameterizedTest
  @ValueSource(strings = {"?limit=0", "?limit=201"})
  void refusesMoreThanAPage(String query) {
    read(ada, query)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].field")
        .isEqualTo("limit");
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
        .jsonPath("$.paths['/api/v1/rooms/{room}/messages'].post.summary")
        .exists()
        .jsonPath("$.components.schemas.Send.properties.text.example")
        .isEqualTo("Good morning, @ada");
  }

  private Page page(String query) {
    return Objects.requireNonNull(
        read(ada, query)
            .expectStatus()
            .isOk()
            .expectBody(Page.class)
            .returnResult()
            .getResponseBody());
  }
}
