package chat.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import chat.kit.testing.TestIdentity;
import chat.wire.ProblemType;
import net.minidev.json.JSONArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a client is told of the fields it sends. */
class FieldProblemTest extends ProblemsOverHttp {
  FieldProblemTest(@LocalServerPort int port, TestIdentity identity) {
    super(port, identity);
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
  void aFieldThatIsMissing() {
    problem(post("{\"name\":\"x\"}"), ProblemType.INVALID_REQUEST)
        .jsonPath("$.errors[0].detail")
        .isEqualTo("is needed");
  }
}
