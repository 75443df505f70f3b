package chat.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.auth.Api;
import chat.auth.Api.Answer;
import chat.auth.AuthTest;
import chat.auth.HeardEvents;
import chat.kit.event.Outbox;
import chat.kit.security.RevokedSessions;
import chat.wire.RevocationReason;
import chat.wire.SessionId;
import chat.wire.UserId;
import chat.wire.event.SessionEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

@AuthTest
class SessionsTest {
  private final Api api;
  private final DatabaseClient db;
  private final RevokedSessions revoked;
  private final HeardEvents heard;
  private final Outbox outbox;
  private final TransactionalOperator transaction;

  SessionsTest(
      Environment environment,
      DatabaseClient db,
      RevokedSessions revoked,
      HeardEvents heard,
      Outbox outbox,
      TransactionalOperator transaction) {
    this.api = new Api(environment);
    this.db = db;
    this.revoked = revoked;
    this.heard = heard;
    this.outbox = outbox;
    this.transaction = transaction;
  }

  @Test
  void givesATokenThatOpensOnesOwnProfile() {
    String name = Api.newName();
    String token = api.register(name).is(201).text("accessToken");

    Answer me = api.get("/api/v1/users/me", token).is(200);

    assertThat(me.text("username")).isEqualTo(name);
    assertThat(me.text("email")).isEqualTo(name + "@example.org");
    assertThat(me.text("kind")).isEqualTo("person");
  }

  @Test
  void exchangesARefreshTokenForItsSuccessor() {
    Answer registered = api.register(Api.newName());

    Answer first = api.refresh(registered.text("refreshToken")).is(200);
    Answer second = api.refresh(first.text("refreshToken")).is(200);

    assertThat(first.text("refreshToken")).isNotEqualTo(registered.text("refreshToken"));
    assertThat(second.text("refreshToken")).isNotEqualTo(first.text("refreshToken"));
    assertThat(second.text("session")).isEqualTo(registered.text("session"));
    api.get("/api/v1/users/me", second.text("accessToken")).is(200);
  }

  @Test
  void givesFiftyAtOnceOneSuccessorAndLogsNobodyOut() {
    String token = api.register(Api.newName()).text("refreshToken");

    List<Answer> answers = parallelRefreshes(token, 50);

    assertThat(answers).allSatisfy(answer -> answer.is(200));
    Set<String> successors =
        answers.stream().map(answer -> answer.text("refreshToken")).collect(Collectors.toSet());
    assertThat(successors).hasSize(1);
    api.refresh(successors.iterator().next()).is(200);
  }

  @Test
  void tellsWhoComesLateWithinTheGraceTheLastSuccessor() {
    String first = api.register(Api.newName()).text("refreshToken");
    String third = api.refresh(api.refresh(first).text("refreshToken")).text("refreshToken");

    assertThat(api.refresh(first).is(200).text("refreshToken")).isEqualTo(third);
  }

  @Test
  void endsTheFamilyWhenATokenIsUsedAgainLater() {
    Answer registered = api.register(Api.newName());
    String stolen = registered.text("refreshToken");
    Answer rightful = api.refresh(stolen).is(200);
    letTheGracePass(registered.text("session"));

    api.refresh(stolen).isProblem(401, "session-revoked");

    api.refresh(rightful.text("refreshToken")).isProblem(401, "session-revoked");
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                api.get("/api/v1/users/me", rightful.text("accessToken"))
                    .isProblem(401, "session-revoked"));
    SessionId ended = SessionId.of(registered.text("session"));
    assertThat(heard.next(SessionEvent.Revoked.class, e -> e.session().equals(ended)).reason())
        .isEqualTo(RevocationReason.REFRESH_TOKEN_REUSED);
    assertThat(audit(registered.body().path("user").path("id").asString()))
        .contains("refresh-token-reused");
  }

  @Test
  void refusesARefreshTokenThatWasNeverGiven() {
    api.refresh("Jv9mZQ0qk3nB6yKpE2h4w8sXtR1uLcYfDgHaVoTiN5M").isProblem(401, "unauthenticated");
  }

  @Test
  void keepsNoRefreshTokenInTheDatabase() {
    String token = api.register(Api.newName()).text("refreshToken");

    Long found =
        db.sql("SELECT count(*) FROM refresh_tokens WHERE encode(hash, 'escape') LIKE :token")
            .bind("token", "%" + token + "%")
            .mapValue(Long.class)
            .one()
            .block();

    assertThat(found).isZero();
  }

  @Test
  void refusesTheTokensOfALoginThatHasLoggedOut() {
    Answer registered = api.register(Api.newName());
    String access = registered.text("accessToken");

    api.send("POST", "/api/v1/auth/logout", access, null).is(204);

    api.get("/api/v1/users/me", access).isProblem(401, "session-revoked");
    api.refresh(registered.text("refreshToken")).isProblem(401, "session-revoked");
  }

  @Test
  void logsOutByTheRefreshTokenWhenTheAccessTokenHasEnded() {
    Answer registered = api.register(Api.newName());

    api.send(
            "POST",
            "/api/v1/auth/logout",
            "an.ended.token",
            Map.of("refreshToken", registered.text("refreshToken")))
        .is(204);

    api.refresh(registered.text("refreshToken")).isProblem(401, "session-revoked");
  }

  @Test
  void refreshesEvenWhenTheClientStillSendsAnEndedAccessToken() {
    Answer registered = api.register(Api.newName());

    api.send(
            "POST",
            "/api/v1/auth/refresh",
            "an.ended.token",
            Map.of("refreshToken", registered.text("refreshToken")))
        .is(200);
  }

  @Test
  void listsLoginsAndEndsAllOthers() {
    String name = Api.newName();
    Answer here = api.register(name);
    Answer there = api.login(name, Api.PASSWORD).is(200);
    String access = here.text("accessToken");
    assertThat(api.get("/api/v1/users/me/sessions", access).is(200).body()).hasSize(2);

    api.send("DELETE", "/api/v1/users/me/sessions?keepCurrent=true", access, null).is(204);

    api.refresh(there.text("refreshToken")).isProblem(401, "session-revoked");
    Answer left = api.get("/api/v1/users/me/sessions", access).is(200);
    assertThat(left.body()).hasSize(1);
    assertThat(left.body().get(0).get("current").asBoolean()).isTrue();
    assertThat(left.body().get(0).get("address").asString()).isEqualTo("127.0.0.1");
  }

  @Test
  void endsNobodyElsesSession() {
    Answer mine = api.register(Api.newName());
    Answer other = api.register(Api.newName());

    api.send(
            "DELETE",
            "/api/v1/users/me/sessions/" + other.text("session"),
            mine.text("accessToken"),
            null)
        .isProblem(404, "not-found");

    api.refresh(other.text("refreshToken")).is(200);
  }

  @Test
  void announcesARevocationThatWasCommittedButNotToldToRedis() {
    SessionId session = new SessionId(UUID.randomUUID());
    UserId user = new UserId(UUID.randomUUID());

    outbox
        .append(new SessionEvent.Revoked(session, user, RevocationReason.LOGOUT))
        .as(transaction::transactional)
        .block();

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(revoked.contains(session)).isTrue());
  }

  @Test
  void takesTheCookieOnlyTogetherWithItsCsrfToken() {
    String name = Api.newName();
    api.register(name);
    Answer login =
        api.post(
            "/api/v1/auth/login", Map.of("login", name, "password", Api.PASSWORD, "cookie", true));
    String cookies = login.is(200).header("set-cookie");
    assertThat(login.text("refreshToken")).isEmpty();
    assertThat(cookies).contains("HttpOnly").contains("Secure").contains("SameSite=Strict");
    String cookie = cookies.replaceAll("(?s).*?(chat_refresh=[^;]+).*", "$1");

    byCookie(cookie, Map.of()).isProblem(403, "forbidden");
    byCookie(cookie, Map.of("X-CSRF-Token", "made up")).isProblem(403, "forbidden");

    Answer refreshed = byCookie(cookie, Map.of("X-CSRF-Token", login.text("csrfToken"))).is(200);
    assertThat(refreshed.text("refreshToken")).isEmpty();
    assertThat(refreshed.header("set-cookie")).contains("chat_refresh=").doesNotContain(cookie);
  }

  private Answer byCookie(String cookie, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Cookie", cookie);
    return api.send("POST", "/api/v1/auth/refresh", null, null, all);
  }

  private List<Answer> parallelRefreshes(String token, int times) {
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, times)
            .mapToObj(
                i ->
                    api.sendLater(
                        "POST",
                        "/api/v1/auth/refresh",
                        null,
                        Map.of("refreshToken", token),
                        Map.of()))
            .toList();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private void letTheGracePass(String session) {
    db.sql(
            """
            UPDATE refresh_tokens SET used_at = used_at - interval '1 minute'
            WHERE session_id = :session::uuid AND used_at IS NOT NULL
            """)
        .bind("session", session)
        .then()
        .block();
  }

  private List<String> audit(String user) {
    return db.sql("SELECT kind FROM audit WHERE user_id = :user::uuid")
        .bind("user", user)
        .mapValue(String.class)
        .all()
        .toStream()
        .toList();
  }
}
