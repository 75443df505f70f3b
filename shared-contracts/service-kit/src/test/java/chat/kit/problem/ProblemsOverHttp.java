package chat.kit.problem;

import chat.kit.small.KitTest;
import chat.kit.testing.TestIdentity;
import chat.wire.ProblemType;
import chat.wire.UserId;
import java.time.Duration;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** The refusals of the small service, as a client sees them. */
@KitTest
abstract class ProblemsOverHttp {
  final WebTestClient http;

  final String token;

  final int port;

  ProblemsOverHttp(int port, TestIdentity identity) {
    this.port = port;
    this.token = identity.token(new UserId(UUID.randomUUID()), "Ada");
    this.http =
        WebTestClient.bindToServer()
            .baseUrl("http://127.0.0.1:" + port)
            .defaultHeaders(headers -> headers.setBearerAuth(token))
            .responseTimeout(Duration.ofSeconds(20))
            .build();
  }

  ResponseSpec get(String path) {
    return http.get().uri(path).exchange();
  }

  ResponseSpec post(String json) {
    return http.post()
        .uri("/things")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(json)
        .exchange();
  }

  static BodyContentSpec problem(ResponseSpec answer, ProblemType type) {
    return answer
        .expectStatus()
        .isEqualTo(type.status())
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo(type.uri())
        .jsonPath("$.status")
        .isEqualTo(type.status());
  }
}
