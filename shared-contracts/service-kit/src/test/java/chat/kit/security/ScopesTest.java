package chat.kit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.kit.problem.Problem;
import chat.kit.small.KitTest;
import chat.kit.testing.TestIdentity;
import chat.kit.testing.TestToken;
import chat.wire.ProblemType;
import chat.wire.UserId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@KitTest
class ScopesTest {
  private final UserId ada = new UserId(UUID.randomUUID());
  private final WebTestClient http;
  private final AccessTokens tokens;
  private final TestIdentity identity;

  ScopesTest(@LocalServerPort int port, AccessTokens tokens, TestIdentity identity) {
    this.http = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
    this.tokens = tokens;
    this.identity = identity;
  }

  @ParameterizedTest
  @CsvSource({
    "read, GET, /me, 200",
    "read, POST, /things, 403",
    "write, GET, /me, 403",
    "write, POST, /things, 200",
    "read write, GET, /me, 200",
    "read write, POST, /things, 200",
    "'', GET, /me, 403",
    "reader writers, GET, /me, 403",
    "admin, GET, /me, 403"
  })
  void aTokenIsGoodForItsScopesAndNothingElse(
      String scopes, HttpMethod method, String path, int status) {
    send(method, path, token(scopes)).expectStatus().isEqualTo(status);
  }

  @Test
  void aLoginsTokenIsGoodForAll() {
    String login = identity.token(ada, "Ada");
    send(HttpMethod.POST, "/things", login).expectStatus().isOk();
    send(HttpMethod.GET, "/any", login).expectStatus().isOk();
  }

  @Test
  void theRefusalSaysWhatIsNeededAndWhatTheTokenHas() {
    send(HttpMethod.POST, "/things", token("read"))
        .expectStatus()
        .isForbidden()
        .expectHeader()
        .valueEquals(
            HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\", scope=\"write\"")
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("/problems/forbidden")
        .jsonPath("$.detail")
        .isEqualTo("This needs a token with the scope write; yours has read.")
        .jsonPath("$.scope")
        .isEqualTo("write");
  }

  @Test
  void anOpenPathIsNoWayAroundTheScopeOfATokenThatIsShown() {
    send(HttpMethod.POST, "/open/things", token("read")).expectStatus().isForbidden();
    http.post().uri("/open/things").exchange().expectStatus().isNotFound();
  }

  @Test
  void theSettingsSayWhatTheMethodDoesNot() {
    send(HttpMethod.GET, "/any", token("read write")).expectStatus().isForbidden();
    send(HttpMethod.GET, "/any", token("account")).expectStatus().isOk();
    send(HttpMethod.POST, "/fails/x", token("read")).expectStatus().isEqualTo(405);
  }

  @Test
  void anAdministratorsTokenIsAnybodysWithoutTheScopeForIt() {
    String limited = admin("read write");
    send(HttpMethod.GET, "/actuator", limited).expectStatus().isForbidden();
    send(HttpMethod.GET, "/me", limited).expectBody().jsonPath("$.roles").isEmpty();
    send(HttpMethod.GET, "/actuator", admin("read admin")).expectStatus().isOk();
  }

  @Test
  void aSocketAsksTheTokenItself() {
    AccessToken token = Objects.requireNonNull(tokens.read(token("read")).block());

    assertThat(token.scopes()).isEqualTo(Set.of(Scope.READ));
    token.demand(Scope.READ);
    assertThatThrownBy(() -> token.demand(Scope.WRITE))
        .isInstanceOfSatisfying(
            Problem.class, e -> assertThat(e.type()).isEqualTo(ProblemType.FORBIDDEN));
  }

  @Test
  void aScopeThatIsNoTextIsNoScope() {
    String odd = person().claim("scope", List.of("read")).signed();
    send(HttpMethod.GET, "/me", odd).expectStatus().isUnauthorized();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/things", "GET /things", "GET /things reed", "GET things read"})
  void aRuleThatCannotBeReadStopsTheService(String rule) {
    assertThatThrownBy(() -> new ScopeRules(List.of(rule)))
        .isInstanceOf(InvalidConfigurationPropertyValueException.class);
  }

  private String token(String scopes) {
    return person().claim("scope", scopes).signed();
  }

  private String admin(String scopes) {
    return person().roles("admin").claim("scope", scopes).signed();
  }

  private TestToken person() {
    return identity.user(ada, "Ada");
  }

  private ResponseSpec send(HttpMethod method, String path, String token) {
    WebTestClient.RequestBodySpec request =
        http.method(method).uri(path).headers(headers -> headers.setBearerAuth(token));
    return method.equals(HttpMethod.POST)
        ? request.bodyValue(Map.of("name", "a thing", "size", 1)).exchange()
        : request.exchange();
  }
}
