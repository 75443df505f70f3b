package chat.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.auth.Api;
import chat.auth.Api.Answer;
import chat.auth.AuthTest;
import chat.auth.HeardEvents;
import chat.wire.RevocationReason;
import chat.wire.SessionId;
import chat.wire.event.SessionEvent;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

@AuthTest
class OwnSessionsTest {
  private static final String PATH = "/api/v1/users/me/sessions";

  private final Api api;
  private final HeardEvents heard;

  OwnSessionsTest(Environment environment, HeardEvents heard) {
    this.api = new Api(environment);
    this.heard = heard;
  }

  @Test
  void listsLoginsAndEndsAllOthers() {
    String name = Api.newName();
    Answer here = api.register(name);
    Answer there = api.login(name, Api.PASSWORD).is(200);
    String access = here.text("accessToken");
    assertThat(api.get(PATH, access).is(200).body()).hasSize(2);

    api.send("DELETE", PATH + "?keepCurrent=true", access, null).is(204);

    api.refresh(there.text("refreshToken")).isProblem(401, "session-revoked");
    Answer left = api.get(PATH, access).is(200);
    assertThat(left.body()).hasSize(1);
    assertThat(left.body().get(0).get("current").asBoolean()).isTrue();
    assertThat(left.body().get(0).get("address").asString()).isEqualTo("127.0.0.1");
  }

  @Test
  void endsNobodyElsesSession() {
    Answer mine = api.register(Api.newName());
    Answer other = api.register(Api.newName());

    api.send("DELETE", PATH + "/" + other.text("session"), mine.text("accessToken"), null)
        .isProblem(404, "not-found");

    api.refresh(other.text("refreshToken")).is(200);
  }

  @Test
  void endsOneSessionAndLeavesTheOthers() {
    String name = Api.newName();
    Answer here = api.register(name);
    Answer there = api.login(name, Api.PASSWORD).is(200);
    Answer elsewhere = api.login(name, Api.PASSWORD).is(200);

    end(there, here).is(204);

    api.refresh(there.text("refreshToken")).isProblem(401, "session-revoked");
    api.get("/api/v1/users/me", there.text("accessToken")).isProblem(401, "session-revoked");
    api.refresh(elsewhere.text("refreshToken")).is(200);
    api.get("/api/v1/users/me", here.text("accessToken")).is(200);
    SessionId ended = SessionId.of(there.text("session"));
    assertThat(heard.next(SessionEvent.Revoked.class, e -> e.session().equals(ended)).reason())
        .isEqualTo(RevocationReason.SIGNED_OUT_ELSEWHERE);
  }

  @Test
  void saysThatASessionIsNotThereWhenItHasEndedOrNeverWas() {
    Answer here = api.register(Api.newName());
    String access = here.text("accessToken");

    api.send("DELETE", PATH + "/" + UUID.randomUUID(), access, null).isProblem(404, "not-found");
    end(here, here).is(204);
    end(here, here).isProblem(401, "session-revoked");
  }

  private Answer end(Answer session, Answer by) {
    return api.send("DELETE", PATH + "/" + session.text("session"), by.text("accessToken"), null);
  }
}
