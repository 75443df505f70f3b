package chat.auth.account;

import chat.auth.Api;
import chat.auth.Api.Answer;
import chat.auth.AuthTest;
import chat.auth.HeardEvents;
import chat.wire.UserId;
import chat.wire.event.UserEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;

@AuthTest
class OldGuestsTest {
  private final Api api;
  private final Deletion deletion;
  private final DatabaseClient db;
  private final HeardEvents heard;
  private final String visitor;

  OldGuestsTest(Environment environment, Deletion deletion, DatabaseClient db, HeardEvents heard) {
    this.api = new Api(environment);
    this.deletion = deletion;
    this.db = db;
    this.heard = heard;
    this.visitor = api.register(Api.newName()).text("accessToken");
  }

  @Test
  void forgetsGuestsAMonthAfterTheirLastSessionAndTellsTheOthers() {
    Answer guest = guest();
    camePastDays(guest, 60);
    endedPastDays(guest, 31);

    deletion.forgetGuests().block();

    profile(guest).isProblem(404, "user-not-found");
    UserId forgotten = UserId.of(id(guest));
    heard.next(UserEvent.Deleted.class, event -> event.user().equals(forgotten));
  }

  @Test
  void keepsGuestsWhoWereHereThisMonth() {
    Answer here = guest();
    camePastDays(here, 60);
    Answer gone = guest();
    camePastDays(gone, 60);
    endedPastDays(gone, 29);

    deletion.forgetGuests().block();

    profile(here).is(200);
    profile(gone).is(200);
  }

  @Test
  void keepsAccountsHoweverLongTheyHaveBeenAway() {
    Answer person = api.register(Api.newName());
    camePastDays(person, 900);
    endedPastDays(person, 800);

    deletion.forgetGuests().block();

    profile(person).is(200);
  }

  private Answer guest() {
    return api.post("/api/v1/auth/guest", Map.of("nickname", "Zoë")).is(201);
  }

  private Answer profile(Answer login) {
    return api.get("/api/v1/users/" + id(login), visitor);
  }

  private static String id(Answer login) {
    return login.body().at("/user/id").asString();
  }

  private void camePastDays(Answer login, int days) {
    db.sql("UPDATE users SET created_at = now() - :days * interval '1 day' WHERE id = :id::uuid")
        .bind("days", days)
        .bind("id", id(login))
        .then()
        .block();
  }

  private void endedPastDays(Answer login, int days) {
    db.sql(
            """
            UPDATE sessions SET expires_at = now() - :days * interval '1 day'
            WHERE user_id = :id::uuid
            """)
        .bind("days", days)
        .bind("id", id(login))
        .then()
        .block();
  }
}
