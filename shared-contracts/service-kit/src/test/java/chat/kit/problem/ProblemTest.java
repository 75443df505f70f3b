package chat.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import chat.kit.small.KitTest;
import chat.kit.testing.TestIdentity;
import chat.wire.ProblemType;
import chat.wire.UserId;
import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import net.minidev.json.JSONArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@KitTest
@ExtendWith(OutputCaptureExtension.class)
class ProblemTest {
  private final WebTestClient http;
  private final String token;
  private final int port;

  ProblemTest(@LocalServerPort int port, TestIdentity identity) {
    this.port = port;
    this.token = identity.token(new UserId(UUID.randomUUID()), "Ada");
    this.http =
        WebTestClient.bindToServer()
            .baseUrl("http://127.0.0.1:" + port)
            .defaultHeaders(headers -> headers.setBearerAuth(token))
            .responseTimeout(Duration.ofSeconds(20))
            .build();
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
  void namesEachFieldThatBreaksARule() {
    problem(
            post(
                "{\"name\":\" \",\"size\":10,\"parts\":[{\"name\":\"a\",\"weight\":1},{\"weight\":1}]}"),
            ProblemType.INVALID_REQUEST)
        .jsonPath("$.errors[*].field")
        .value(
            JSONArray.class,
            fields -> assertThat(fields).containsExactlyInAnyOrder("name", "size", "parts[1].name"))
        .jsonPath("$.errors[?(@.field=='size')].detail")
        .isEqualTo("must be less than or equal to 9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"name":"a","size":"many"}                | size            | must be a whole number
          {"name":"a","size":1,"kind":"god"}        | kind            | must be one of person, guest, bot
          {"name":"a","size":1,"room":"lobby"}      | room            | must be a UUID
          {"name":"a","size":1,"at":"noon"}         | at              | must be a time such as 2026-01-31T12:00:00Z
          {"name":"a","size":1,"parts":{}}          | parts           | must be a list
          {"name":"a","size":1,"parts":[{"name":"a","weight":"x"}]} | parts[0].weight | must be a whole number
          []                                        | ''              | must be an object
          """)
  void saysWhatAFieldMustBeInTheClientsWords(String body, String field, String detail) {
    problem(post(body), ProblemType.INVALID_REQUEST)
        .jsonPath("$.errors[0].field")
        .isEqualTo(field)
        .jsonPath("$.errors[0].detail")
        .isEqualTo(detail);
  }

  @Test
  void saysWhereTheJsonBreaks() {
    problem(post("{\n  \"name\": oops}"), ProblemType.MALFORMED_REQUEST)
        .jsonPath("$.detail")
        .value(
            String.class,
            detail -> assertThat(detail).startsWith("The body is not valid JSON (line 2, column"));
    problem(post(""), ProblemType.MALFORMED_REQUEST)
        .jsonPath("$.detail")
        .isEqualTo("A body is needed.");
  }

  @ParameterizedTest
  @CsvSource({
    "/things, limit, is needed",
    "/things?limit=x, limit, must be a whole number",
    "/things?limit=101, limit, must be less than or equal to 100",
    "/rooms/lobby/things, room, must be a UUID"
  })
  void checksParametersAsItChecksBodies(String path, String field, String detail) {
    problem(get(path), ProblemType.INVALID_REQUEST)
        .jsonPath("$.errors[0].field")
        .isEqualTo(field)
        .jsonPath("$.errors[0].detail")
        .isEqualTo(detail);
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
  void aFieldThatIsMissing() {
    problem(post("{\"name\":\"x\"}"), ProblemType.INVALID_REQUEST)
        .jsonPath("$.errors[0].detail")
        .isEqualTo("is needed");
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

  private ResponseSpec get(String path) {
    return http.get().uri(path).exchange();
  }

  private ResponseSpec post(String json) {
    return http.post()
        .uri("/things")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(json)
        .exchange();
  }

  private static BodyContentSpec problem(ResponseSpec answer, ProblemType type) {
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
