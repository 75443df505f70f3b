package chat.auth.client;

import static org.assertj.core.api.Assertions.assertThat;

import chat.auth.Api;
import chat.auth.Api.Answer;
import chat.auth.AuthTest;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.Environment;

@AuthTest
class ServiceTokenTest {
  private static final String GRANT = "grant_type=client_credentials";

  private final Api api;

  ServiceTokenTest(Environment environment) {
    this.api = new Api(environment);
  }

  @Test
  void givesAServiceATokenOfItsOwnName() throws ParseException {
    Answer answer = ask("message-service", "a-secret-of-message-service", GRANT).is(200);

    SignedJWT token = SignedJWT.parse(answer.text("access_token"));
    assertThat(answer.text("token_type")).isEqualTo("Bearer");
    assertThat(answer.body().get("expires_in").asLong()).isEqualTo(600);
    assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("message-service");
    assertThat(token.getJWTClaimsSet().getStringClaim("kind")).isEqualTo("service");
    assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).containsExactly("service");
    assertThat(token.getJWTClaimsSet().getClaim("sid")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "message-service, another-secret",
    "message-service, ''",
    "room-service, ''",
    "nobody, a-secret-of-message-service"
  })
  void refusesWhoDoesNotKnowTheSecretAsOauthSays(String client, String secret) {
    Answer answer = ask(client, secret, GRANT).is(401);

    assertThat(answer.text("error")).isEqualTo("invalid_client");
    assertThat(answer.header("www-authenticate")).startsWith("Basic");
  }

  @Test
  void refusesOtherGrants() {
    Answer answer = ask("message-service", "a-secret-of-message-service", "grant_type=password");

    assertThat(answer.is(400).text("error")).isEqualTo("unsupported_grant_type");
  }

  @Test
  void letsAServiceTokenIntoNobodysProfile() {
    String token =
        ask("message-service", "a-secret-of-message-service", GRANT).text("access_token");

    api.get("/api/v1/users/me", token).isProblem(403, "forbidden");
  }

  @Test
  void describesItselfToResourceServers() {
    Answer metadata = api.get("/.well-known/oauth-authorization-server", null).is(200);

    assertThat(metadata.text("issuer")).isEqualTo("http://localhost:8080");
    assertThat(metadata.text("jwks_uri")).endsWith("/.well-known/jwks.json");
    assertThat(metadata.text("token_endpoint")).endsWith("/oauth2/token");
  }

  private Answer ask(String client, String secret, String form) {
    String pair = client + ":" + secret;
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return api.send("POST", "/oauth2/token", null, form, Map.of("Authorization", "Basic " + basic));
  }
}
