package chat.messages;

import chat.wire.Message;
import chat.wire.ProblemType;
import java.util.Objects;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** What tests expect of most answers. */
public final class Responses {
  private Responses() {}

  public static Message message(ResponseSpec response) {
    return Objects.requireNonNull(
        response
            .expectStatus()
            .is2xxSuccessful()
            .expectBody(Message.class)
            .returnResult()
            .getResponseBody());
  }

  public static void refused(ResponseSpec response, ProblemType type) {
    response
        .expectStatus()
        .isEqualTo(type.status())
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo(type.uri());
  }
}
