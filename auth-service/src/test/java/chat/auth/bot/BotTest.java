package chat.auth.bot;

import static org.assertj.core.api.Assertions.assertThat;

import chat.auth.Api;
import chat.auth.Api.Answer;
import chat.auth.AuthTest;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

@AuthTest
class BotTest {
  private final Api api;

  BotTest(Environment environment) {
    this.api = new Api(environment);
  }

  @Test
  void givesABotAnAccessTokenOfItsScopes() throws ParseException {
    String owner = api.register(Api.newName()).text("accessToken");
    String bot = bot(owner);
    Answer made = token(owner, "/bots/" + bot + "/tokens", "read");

    Answer exchanged = exchange(made.text("token")).is(200);

    JWTClaimsSet claims = SignedJWT.parse(exchanged.text("accessToken")).getJWTClaimsSet();
    assertThat(claims.getSubject()).isEqualTo(bot);
    assertThat(claims.getStringClaim("kind")).isEqualTo("bot");
    assertThat(claims.getStringClaim("scope")).isEqualTo("read");
    assertThat(claims.getStringClaim("sid")).isEqualTo(made.text("id"));
    api.get("/api/v1/users/me", exchanged.text("accessToken")).is(200);
  }

  @Test
  void keepsATokenAwayFromTheAccount() {
    String owner = api.register(Api.newName()).text("accessToken");
    String access =
        exchange(token(owner, "/tokens", "read", "write").text("token")).text("accessToken");

    api.get("/api/v1/users/me", access).is(200);
    api.send("PATCH", "/api/v1/users/me", access, Map.of("about", "mine")).is(200);
    api.get("/api/v1/users/me/sessions", access).isProblem(403, "forbidden");
    api.get("/api/v1/users/me/export", access).isProblem(403, "forbidden");
    api.send("DELETE", "/api/v1/users/me/sessions", access, null).isProblem(403, "forbidden");
    api.send("POST", "/api/v1/users/me/tokens", access, Map.of()).isProblem(403, "forbidden");
    api.send("DELETE", "/api/v1/users/me", access, Map.of()).isProblem(403, "forbidden");
    api.get("/api/user/profile", access).isProblem(403, "forbidden");
  }

  @Test
  void refusesATokenThatWasTakenBackAndItsAccessTokens() {
    String owner = api.register(Api.newName()).text("accessToken");
    Answer made = token(owner, "/tokens", "read");
    String access = exchange(made.text("token")).text("accessToken");

    api.send("DELETE", "/api/v1/users/me/tokens/" + made.text("id"), owner, null).is(204);

    exchange(made.text("token")).isProblem(401, "unauthenticated");
    api.get("/api/v1/users/me", access).isProblem(401, "session-revoked");
  }

  @Test
  void showsNobodyElsesBots() {
    String bot = bot(api.register(Api.newName()).text("accessToken"));
    String stranger = api.register(Api.newName()).text("accessToken");

    api.get("/api/v1/users/me/bots/" + bot + "/tokens", stranger).isProblem(404, "user-not-found");
    api.send("DELETE", "/api/v1/users/me/bots/" + bot, stranger, null)
        .isProblem(404, "user-not-found");
  }

  private String bot(String owner) {
    return api.send(
            "POST",
            "/api/v1/users/me/bots",
            owner,
            Map.of("username", Api.newName(), "displayName", "A bot"))
        .is(201)
        .text("id");
  }

  private Answer token(String owner, String path, String... scopes) {
    return api.send(
            "POST",
            "/api/v1/users/me" + path,
            owner,
            Map.of("label", "test", "scopes", List.of(scopes)))
        .is(201);
  }

  private Answer exchange(String token) {
    return api.post("/api/v1/auth/token", Map.of("token", token));
  }
}
