package chat.auth.login;

import static org.assertj.core.api.Assertions.assertThat;

import chat.auth.Api;
import chat.auth.Api.Answer;
import chat.auth.AuthTest;
import chat.auth.HeardEvents;
import chat.wire.UserId;
import chat.wire.event.UserEvent;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

@AuthTest
class InternalGuestsTest {
  private static final String PATH = "/internal/guests";

  private final Api api;
  private final HeardEvents heard;
  private final String service;

  InternalGuestsTest(Environment environment, HeardEvents heard) {
    this.api = new Api(environment);
    this.heard = heard;
    this.service = serviceToken();
  }

  @Test
  void makesASessionForAGuestWhoHasSaidNothing() throws ParseException {
    Answer guest = bring(null).is(201);

    JWTClaimsSet claims = SignedJWT.parse(guest.text("accessToken")).getJWTClaimsSet();
    assertThat(claims.getStringClaim("kind")).isEqualTo("guest");
    assertThat(claims.getStringClaim("name")).matches("Guest \\d{4}");
    assertThat(guest.body().get("expiresIn").asLong()).isEqualTo(600);
    api.get("/api/v1/users/me", guest.text("accessToken")).is(200);
    api.refresh(guest.text("refreshToken")).is(200);
  }

  @Test
  void takesANicknameAtOnceAndTheGuestsOwnAddress() {
    Answer guest =
        api.send(
                "POST",
                PATH,
                service,
                Map.of("nickname", " Zoë "),
                Map.of("X-Forwarded-For", "198.51.100.7", "User-Agent", "Firefox/140 (Linux)"))
            .is(201);

    assertThat(guest.body().at("/user/displayName").asString()).isEqualTo("Zoë");
    Answer sessions = api.get("/api/v1/users/me/sessions", guest.text("accessToken")).is(200);
    assertThat(sessions.body().at("/0/address").asString()).isEqualTo("198.51.100.7");
    assertThat(sessions.body().at("/0/device").asString()).isEqualTo("Firefox on Linux");
  }

  @Test
  void givesTheGuestALaterNicknameAndTellsTheOthers() throws ParseException {
    Answer guest = bring(null).is(201);
    UserId id = UserId.of(guest.body().at("/user/id").asString());

    Answer renamed = rename(id.toString(), "Zoë").is(200);

    assertThat(renamed.text("displayName")).isEqualTo("Zoë");
    assertThat(heard.next(UserEvent.Updated.class, e -> e.user().equals(id)).displayName())
        .isEqualTo("Zoë");
    String next = api.refresh(guest.text("refreshToken")).is(200).text("accessToken");
    assertThat(SignedJWT.parse(next).getJWTClaimsSet().getStringClaim("name")).isEqualTo("Zoë");
  }

  @Test
  void renamesNobodyElse() {
    Answer person = api.register(Api.newName());
    rename(person.body().at("/user/id").asString(), "Zoë").isProblem(409, "conflict");
    rename("00000000-0000-7000-8000-000000000000", "Zoë").isProblem(404, "user-not-found");
  }

  @Test
  void refusesANicknameThatNobodyCanSee() {
    Answer guest = bring(null).is(201);

    bring(Map.of("nickname", "\u200B")).isProblem(400, "invalid-request");
    rename(guest.body().at("/user/id").asString(), " ").isProblem(400, "invalid-request");
  }

  @Test
  void isForServicesOnly() {
    Answer guest = bring(null).is(201);
    String id = guest.body().at("/user/id").asString();

    api.send("POST", PATH, guest.text("accessToken"), null).isProblem(403, "forbidden");
    api.send(
            "PUT",
            PATH + "/" + id + "/nickname",
            guest.text("accessToken"),
            Map.of("nickname", "Zoë"))
        .isProblem(403, "forbidden");
    api.send("POST", PATH, null, null).isProblem(401, "unauthenticated");
  }

  private Answer bring(@Nullable Object body) {
    return api.send("POST", PATH, service, body);
  }

  private Answer rename(String guest, String nickname) {
    return api.send("PUT", PATH + "/" + guest + "/nickname", service, Map.of("nickname", nickname));
  }

  private String serviceToken() {
    byte[] pair = "message-service:a-secret-of-message-service".getBytes(StandardCharsets.UTF_8);
    return api.send(
            "POST",
            "/oauth2/token",
            null,
            "grant_type=client_credentials",
            Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair)))
        .is(200)
        .text("access_token");
  }
}
