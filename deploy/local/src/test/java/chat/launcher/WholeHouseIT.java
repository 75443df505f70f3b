package chat.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole people use the whole platform through the gateway, as {@code ./chat up} runs it, while it
 * suffers what a developer's machine does to it. The steps are one story, in order.
 */
@TestMethodOrder(OrderAnnotation.class)
class WholeHouseIT {
  @RegisterExtension static final LastWords LAST_WORDS = new LastWords(() -> WholeHouseIT.run);

  @TempDir static Path folder;

  private static House house;
  private static House.Run run;
  private static Person ada;
  private static Person bo;
  private static String room;

  @BeforeAll
  static void up() throws Exception {
    house = new House(folder.resolve("home"));
    run = house.up("--scale", "message-service=2");
    ada = Person.guest(house.url(), "Ada");
    bo = Person.guest(house.url(), "Bo");
    var opened = ada.post("/api/v1/rooms", Map.of("kind", "ad-hoc", "name", "Garden"));
    room = opened.get("id").asString();
    bo.post("/api/v1/codes/" + opened.get("code").asString() + "/members", Map.of());
  }

  @AfterAll
  static void down() throws Exception {
    house.say("down");
  }

  @Test
  @Order(1)
  void twoGuestsTalk() throws Exception {
    send(ada, "Hello Bo");
    send(bo, "Hello Ada");

    assertThat(texts(ada)).isEqualTo(texts(bo)).containsExactly("Hello Bo", "Hello Ada");
  }

  /** With two nodes behind the gateway, of which only one knows the session of a poll. */
  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
  @Order(2)
  void theClientFromNpmTalksThroughTheGateway(String transports) throws Exception {
    var node = new NodeProgram(House.REPOSITORY.resolve("message-service/src/test/node"));
    var garden = ada.post("/api/v1/rooms", Map.of("kind", "ad-hoc", "name", transports));

    var said =
        node.run("client.mjs", house.url(), transports, ada.token(), garden.get("id").asString());

    assertThat(said).isEqualTo("fine\n");
  }

  @Test
  @Order(3)
  void whoIsWrittenToDirectlyIsTold() throws Exception {
    var cleo = Person.registered(house.url(), "cleo");
    var dan = Person.registered(house.url(), "dan");
    await() // room-service hears of them over the broker
        .atMost(Duration.ofSeconds(20))
        .until(() -> cleo.ask("PUT", "/api/v1/rooms/direct/" + dan.id()).statusCode() == 200);
    var direct = cleo.put("/api/v1/rooms/direct/" + dan.id()).get("id").asString();

    cleo.post("/api/v1/rooms/" + direct + "/messages", message("Just for you"));

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(dan.get("/api/v1/notifications").toString())
                    .contains("Just for you", "direct-message"));
  }

  @Test
  @Order(4)
  void aStrangerIsRefusedWithAProblem() throws Exception {
    var stranger = Person.guest(house.url(), "Mallory");

    var answer = stranger.ask("GET", messages());

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(answer.body()).contains("/problems/not-a-member");
    assertThat(answer.headers().firstValue("x-trace-id")).isPresent();
  }

  /** The tours of {@code docs/tours} check each answer themselves. */
  @ParameterizedTest
  @ValueSource(strings = {"auth", "rooms"})
  @Order(4)
  void theToursEndWell(String tour) throws Exception {
    assumeTrue(Tour.canBeTaken(), "A tour needs bash, curl, jq and openssl");

    assertThat(Tour.take(tour, house.url()))
        .endsWith("The tour is over, and all was as expected.\n");
  }

  /** Whole people with real browsers: {@code web-client/browser} tells what they see and do. */
  @Test
  @Order(4)
  void theWebClientServesPeopleInARealBrowser() throws Exception {
    assumeTrue(Browser.isThere(), Browser.MISSING);

    var mortal = house.processes().living("message-service").orElseThrow();

    var told = Browser.stories(house.url(), mortal);

    System.out.println(told);
  }

  /** The promise is a second on a quiet machine; {@code out.mjs} prints what it took. */
  @Test
  @Order(4)
  void whoIsOutIsOutAtEveryServiceAndOnEverySocketAtOnce() throws Exception {
    var node =
        new NodeProgram(
            House.REPOSITORY.resolve("message-service/src/test/node"), Path.of("src/test/node"));

    var said =
        node.run(
            "out.mjs",
            house.url(),
            Integer.toString(House.GRACE_SECONDS),
            house.services(2),
            "3000");

    System.out.println(said);
    assertThat(said).endsWith("fine\n");
  }

  @Test
  @Order(4)
  void peopleKeepChattingWhileTheServiceOfRoomsIsAway() throws Exception {
    house.processes().living("room-service").orElseThrow().destroyForcibly();
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> ada.ask("GET", "/api/v1/rooms/mine").statusCode() == 503);

    send(ada, "Is anybody there?");
    send(bo, "We are");
    assertThat(texts(ada)).containsExactly("Hello Bo", "Hello Ada", "Is anybody there?", "We are");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> ada.ask("GET", "/api/v1/rooms/mine").statusCode() == 200);
  }

  @Test
  @Order(5)
  void aServiceThatIsKilledComesBackAndNothingIsLost() throws Exception {
    var before = house.processes().living("message-service").orElseThrow();
    before.destroyForcibly();

    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(texts(bo)).hasSize(4));
    send(bo, "Still here");
    assertThat(texts(ada)).hasSize(5).endsWith("We are", "Still here");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(house.processes().living("message-service"))
                    .isPresent()
                    .get()
                    .isNotEqualTo(before));
  }

  @Test
  @Order(6)
  void itTellsHowItIs() throws Exception {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(house.say("status"))
                    .contains("launcher", "message-service")
                    .doesNotContain("not ready", "not running"));
    assertThat(house.say("up")).contains("already running");
    assertThat(house.say("up", "--scale", "kitchen=2")).contains("no service 'kitchen'");
  }

  @Test
  @Order(7)
  void theNextRunCleansUpAfterAKilledOne() throws Exception {
    run.kill();

    run = house.up();

    assertThat(run.printed()).contains("left over from a run that was killed");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(texts(ada)).hasSize(5).endsWith("We are", "Still here"));
  }

  @Test
  @Order(8)
  void ctrlCLeavesNoProcess() throws Exception {
    run.interrupt();

    assertThat(run.printed()).contains("Everything has stopped").doesNotContain("and was killed");
    assertThat(house.processes().living()).isEmpty();
    await().atMost(Duration.ofSeconds(5)).until(() -> house.leftovers().isEmpty());
    assertThat(house.say("status")).contains("Nothing is running");
  }

  @Test
  @Order(9)
  void afterTheLauncherWasKilledOnItsWayUpItsLeftoversCanBeEnded() throws Exception {
    run = house.begin();
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () ->
                assertThat(house.processes().living()).containsKeys("message-service", "gateway"));
    run.kill();

    var ended = house.say("down");
    assertThat(ended).contains("message-service", "Stopped.");
    if (House.isSelfContained()) {
      assertThat(ended).contains("PostgreSQL", "Redis");
    }
    assertThat(house.processes().living()).isEmpty();
    await().atMost(Duration.ofSeconds(60)).until(() -> house.leftovers().isEmpty());
    assertThat(house.say("down")).contains("Nothing is running");
  }

  @Test
  @Order(10)
  void aSettingThatCannotWorkIsNamedAndNothingIsLeftRunning() throws Exception {
    house.set("CHAT_LIVE_PAGE", "0");

    assertThatThrownBy(house::up)
        .hasMessageContainingAll("CHAT_LIVE_PAGE", "message-service", "Everything has stopped");
    await().atMost(Duration.ofSeconds(5)).until(() -> house.leftovers().isEmpty());
  }

  private static void send(Person person, String text) throws Exception {
    person.post(messages(), message(text));
  }

  private static Map<String, String> message(String text) {
    return Map.of("clientId", UUID.randomUUID().toString(), "text", text);
  }

  private static List<String> texts(Person reader) throws Exception {
    var page = reader.get(messages() + "?after=0");
    return StreamSupport.stream(page.get("messages").spliterator(), false)
        .map(message -> message.get("text").asString())
        .toList();
  }

  private static String messages() {
    return "/api/v1/rooms/" + room + "/messages";
  }
}
