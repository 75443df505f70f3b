package chat.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import chat.kit.testing.TestIdentity;
import chat.wire.ProblemType;
import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@ExtendWith(OutputCaptureExtension.class)
class ProblemTest extends ProblemsOverHttp {
  ProblemTest(@LocalServerPort int port, TestIdentity identity) {
    super(port, identity);
  }

  @Test
  void aRefusalCarriesItsTypeItsWordsItsPlaceAndItsTrace() {
    problem(get("/fails/problem"), ProblemType.ROOM_FULL)
        .jsonPath("$.title")
        .isEqualTo("The room is full")
        .jsonPath("$.detail")
        .isEqualTo("It takes 8.")
        .jsonPath("$.instance")
        .isEqualTo("/fails/problem")
        .jsonPath("$.capacity")
        .isEqualTo(8)
        .jsonPath("$.traceId")
        .value(String.class, trace -> assertThat(trace).matches("[0-9a-f]{32}"));
  }

  @Test
  void aRefusalMayBringHeaders() {
    ResponseSpec answer = get("/fails/busy");
    answer.expectHeader().valueEquals("Retry-After", "3");
    problem(answer, ProblemType.BUSY);
  }

  @Test
  void anAddressThatDoesNotExist() {
    problem(get("/nowhere"), ProblemType.NOT_FOUND);
  }

  @Test
  void aMethodThatIsNotTakenComesWithThoseThatAre() {
    ResponseSpec answer = http.delete().uri("/things").exchange();
    answer
        .expectHeader()
        .value(
            "Allow",
            allow -> assertThat(allow.split(",", -1)).containsExactlyInAnyOrder("GET", "POST"));
    problem(answer, ProblemType.METHOD_NOT_ALLOWED)
        .jsonPath("$.detail")
        .isEqualTo("It takes GET, POST.");
  }

  @Test
  void aMediaTypeThatIsNotSpokenOrNotUnderstood() {
    problem(
        http.get().uri("/things?limit=1").accept(MediaType.IMAGE_PNG).exchange(),
        ProblemType.NOT_ACCEPTABLE);
    problem(
        http.post().uri("/things").contentType(MediaType.TEXT_PLAIN).bodyValue("x").exchange(),
        ProblemType.UNSUPPORTED_MEDIA_TYPE);
    problem(
            http.post()
                .uri("/things")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("name=x")
                .exchange(),
            ProblemType.UNSUPPORTED_MEDIA_TYPE)
        .jsonPath("$.detail")
        .isEqualTo("It takes application/json.");
  }

  @Test
  void theOpenApiDocumentShowsHowEverythingIsRefused() {
    String refusal = "#/components/responses/Refusal";
    get("/v3/api-docs")
        .expectBody()
        .jsonPath("$.paths['/things'].post.responses.default['$ref']")
        .isEqualTo(refusal)
        .jsonPath("$.paths['/me'].get.responses.default['$ref']")
        .isEqualTo(refusal)
        .jsonPath(
            "$.components.responses.Refusal.content['application/problem+json'].schema['$ref']")
        .isEqualTo("#/components/schemas/Problem")
        .jsonPath("$.paths['/things'].post.responses['409'].description")
        .value(
            String.class, said -> assertThat(said).contains("name-taken", "Choose another name."))
        .jsonPath("$.components.schemas.Problem.properties.type.type")
        .isEqualTo("string")
        .jsonPath("$.components.schemas.Problem.properties.errors.items.properties.field.type")
        .isEqualTo("string");
  }

  @Test
  void aBodyThatIsTooLarge() {
    problem(
        post("{\"name\":\"" + "a".repeat(300_000) + "\",\"size\":1}"),
        ProblemType.PAYLOAD_TOO_LARGE);
  }

  @Test
  void aStatusRaisedBySpringOrByHandIsATypeToo() {
    problem(get("/fails/status"), ProblemType.CONFLICT)
        .jsonPath("$.detail")
        .isEqualTo("Two at once.");
    problem(get("/fails/payment"), ProblemType.INVALID_REQUEST);
  }

  @Test
  void aStoreThatIsAwayIsNotABug(CapturedOutput logs) {
    problem(get("/fails/away"), ProblemType.UNAVAILABLE)
        .jsonPath("$.detail")
        .isEqualTo(ProblemType.UNAVAILABLE.remedy());
    assertThat(logs.getOut().lines().filter(line -> line.contains("/fails/away"))).hasSize(1);
    assertThat(logs).doesNotContain("\tat chat.kit.small");
  }

  @ParameterizedTest
  @CsvSource({"/fails/bug,,the secret of the small service", "/me,bug,the secret of the filter"})
  void aBugSaysNothingToTheClientAndEverythingOnceToTheLog(
      String path, String filter, String secret, CapturedOutput logs) {
    ResponseSpec answer =
        http.get().uri(path).headers(headers -> headers.set("X-Fail", filter)).exchange();
    byte[] body =
        problem(answer, ProblemType.INTERNAL)
            .jsonPath("$.detail")
            .doesNotExist()
            .returnResult()
            .getResponseBody();
    String document = new String(body == null ? new byte[0] : body, StandardCharsets.UTF_8);
    assertThat(document).doesNotContain("secret").doesNotContain("Exception");
    String trace = JsonPath.read(document, "$.traceId");
    assertThat(logs.getOut().split("IllegalStateException: " + secret, -1)).hasSize(2);
    assertThat(logs.getOut().lines().filter(line -> line.contains("ERROR")))
        .singleElement()
        .asString()
        .contains(trace);
  }

  @Test
  void aFilterRefusesInTheSameWords() {
    problem(
            http.get().uri("/me").header("X-Fail", "problem").exchange(),
            ProblemType.TOO_MANY_REQUESTS)
        .jsonPath("$.detail")
        .isEqualTo("Not so fast.");
  }

  @Test
  void aClientThatGoesAwayIsNoError(CapturedOutput logs) throws IOException {
    byte[] half =
        """
        POST /things HTTP/1.1
        Host: x
        Authorization: Bearer %s
        Content-Type: application/json
        Content-Length: 100

        {"name":"""
            .formatted(token)
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 20; i++) {
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
        client.setSoLinger(true, 0);
        client.getOutputStream().write(half);
        client.getOutputStream().flush();
      }
    }
    // its own request comes after theirs
    problem(get("/fails/bug"), ProblemType.INTERNAL);
    assertThat(
            logs.getOut()
                .lines()
                .filter(line -> line.contains("ERROR") && line.contains("ProblemHandler")))
        .singleElement()
        .asString()
        .contains("/fails/bug");
    assertThat(logs).doesNotContain("POST /things");
  }
}
