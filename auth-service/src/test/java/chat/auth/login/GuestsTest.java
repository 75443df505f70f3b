package chat.auth.login;

import static org.assertj.core.api.Assertions.assertThat;

import chat.auth.Api;
import chat.auth.Api.Answer;
import chat.auth.AuthTest;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.Environment;

@AuthTest
class GuestsTest {
  private final Api api;

  GuestsTest(Environment environment) {
    this.api = new Api(environment);
  }

  @Test
  void letsANicknameIn() throws ParseException {
    Answer guest = api.post("/api/v1/auth/guest", Map.of("nickname", "  Zoë ")).is(201);

    JWTClaimsSet claims = SignedJWT.parse(guest.text("accessToken")).getJWTClaimsSet();
    assertThat(claims.getStringClaim("kind")).isEqualTo("guest");
    assertThat(claims.getStringClaim("name")).isEqualTo("Zoë");
    assertThat(claims.getStringClaim("sid")).isEqualTo(guest.text("session"));
    assertThat(claims.getIssuer()).isEqualTo("http://localhost:8080");
    assertThat(claims.getAudience()).containsExactly("chat");
    assertThat(claims.getStringListClaim("roles")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "line\nbreak", "\u202Eevil", "\u200B"})
  void refusesANicknameThatNobodyCanSee(String nickname) {
    Answer refusal = api.post("/api/v1/auth/guest", Map.of("nickname", nickname));

    refusal.isProblem(400, "invalid-request");
    assertThat(refusal.body().at("/errors/0/field").asString()).isEqualTo("nickname");
  }

  @Test
  void makesAPersonOfAGuestWhoStaysTheSameUserInTheSameSession() throws ParseException {
    Answer guest = api.post("/api/v1/auth/guest", Map.of("nickname", "Zoë")).is(201);
    String name = Api.newName();

    Answer person = upgrade(guest.text("accessToken"), name).is(200);

    JWTClaimsSet claims = SignedJWT.parse(person.text("accessToken")).getJWTClaimsSet();
    assertThat(claims.getSubject()).isEqualTo(guest.body().at("/user/id").asString());
    assertThat(claims.getStringClaim("kind")).isEqualTo("person");
    assertThat(claims.getStringClaim("sid")).isEqualTo(guest.text("session"));
    api.refresh(guest.text("refreshToken")).is(200);
    api.login(name, Api.PASSWORD).is(200);
  }

  @Test
  void upgradesNobodyWhoIsAPersonAlready() {
    Answer person = api.register(Api.newName());

    upgrade(person.text("accessToken"), Api.newName()).isProblem(409, "conflict");
  }

  private Answer upgrade(String token, String name) {
    return api.send(
        "POST",
        "/api/v1/auth/upgrade",
        token,
        Map.of("email", name + "@example.org", "username", name, "password", Api.PASSWORD));
  }
}
