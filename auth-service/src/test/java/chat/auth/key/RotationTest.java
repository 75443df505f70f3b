package chat.auth.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.auth.Api;
import chat.auth.Api.Answer;
import chat.auth.AuthTest;
import chat.backing.WithBackingServices;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * Keys that live for seconds, in a database of their own, while clients work without a pause and
 * another service knows only the keys that it has read a moment ago.
 */
@AuthTest
@WithBackingServices(database = "auth_rotation")
@TestPropertySource(
    properties = {
      "chat.auth.keys.rotate-every=3s",
      "chat.auth.keys.publish-ahead=3s",
      "chat.auth.keys.keep-after=3s",
      "chat.auth.token.lifetime=2s"
    })
@DirtiesContext
class RotationTest {
  private static final int CLIENTS = 4;
  private static final Duration READ_EVERY = Duration.ofMillis(500);

  private final Api api;
  private final AtomicBoolean enough = new AtomicBoolean();
  private final Queue<Answer> refused = new ConcurrentLinkedQueue<>();
  private final Set<String> keysMet = ConcurrentHashMap.newKeySet();
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();
  private final Queue<Throwable> unread = new ConcurrentLinkedQueue<>();
  private final List<Thread> clients = new ArrayList<>();
  private volatile List<String> known = List.of();
  private Disposable reading = Disposables.disposed();

  RotationTest(Environment environment) {
    this.api = new Api(environment);
  }

  @BeforeEach
  void putOnLoad() {
    known = published();
    reading =
        Flux.interval(READ_EVERY, Schedulers.boundedElastic())
            .onBackpressureDrop()
            .subscribe(tick -> known = published(), unread::add);
    for (int i = 0; i < CLIENTS; i++) {
      Answer login = api.register(Api.newName()).is(201);
      clients.add(Thread.ofVirtual().start(() -> work(login)));
    }
  }

  @AfterEach
  void takeOffLoad() throws InterruptedException {
    enough.set(true);
    for (Thread client : clients) {
      client.join();
    }
    reading.dispose();
  }

  @Test
  void bringsNewKeysByScheduleAndForgetsTheOldWithoutARefusedRequest() throws Exception {
    String first = published().getFirst();

    await().atMost(Duration.ofSeconds(60)).until(() -> keysMet.size() >= 2);
    await().atMost(Duration.ofSeconds(20)).until(() -> !published().contains(first));

    takeOffLoad();
    assertThat(unread).isEmpty();
    assertThat(refused).isEmpty();
    assertThat(unknown).isEmpty();
  }

  @Test
  void bringsANewKeyByCommandWithoutARefusedRequest() throws Exception {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> api.login("root-admin", Api.PASSWORD).status() == 200);
    String admin = api.login("root-admin", Api.PASSWORD).text("accessToken");

    String next = api.send("POST", "/api/v1/admin/keys/rotate", admin, null).is(202).text("kid");

    assertThat(published()).contains(next);
    await().atMost(Duration.ofSeconds(20)).until(() -> keysMet.contains(next));
    takeOffLoad();
    assertThat(unread).isEmpty();
    assertThat(refused).isEmpty();
    assertThat(unknown).isEmpty();
  }

  private void work(Answer login) {
    Answer tokens = login;
    while (!enough.get() && refused.isEmpty()) {
      met(tokens);
      note(api.get("/api/v1/users/me", tokens.text("accessToken")));
      tokens = note(api.refresh(tokens.text("refreshToken")));
    }
  }

  private Answer note(Answer answer) {
    if (answer.status() != 200) {
      refused.add(answer);
    }
    return answer;
  }

  private void met(Answer tokens) {
    try {
      String key = SignedJWT.parse(tokens.text("accessToken")).getHeader().getKeyID();
      keysMet.add(key);
      if (!known.contains(key)) {
        unknown.add(key);
      }
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> published() {
    return api.get("/.well-known/jwks.json", null)
        .is(200)
        .body()
        .get("keys")
        .valueStream()
        .map(key -> key.get("kid").asString())
        .toList();
  }
}
