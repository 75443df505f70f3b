package chat.messages.history;

import static org.assertj.core.api.Assertions.assertThat;

import chat.messages.MessagesTest;
import chat.messages.stream.Page;
import chat.messages.stream.RoomStream;
import chat.wire.Message;
import chat.wire.RoomKind;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;

/** What is kept in memory is never told when it is not so any more. */
class TailsTest extends MessagesTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int CHANGES = 150;

  @Autowired private History history;
  @Autowired private RoomStream store;
  @Autowired private DatabaseClient database;
  @Autowired private MeterRegistry meters;

  private final Random random = new Random(7);
  private int sent;

  @BeforeEach
  void openRoom() {
    rooms.open(room, RoomKind.PUBLIC, ada, ben);
  }

  @Test
  void aPageIsWhatTheStoreHasWhateverHappens() {
    double fromMemory = from("memory");
    double fromNews = from("news");
    for (int i = 0; i < CHANGES; i++) {
      change();
      for (int reading = 0; reading < 4; reading++) {
        compare();
      }
    }

    assertThat(from("memory") - fromMemory).isGreaterThan(CHANGES);
    assertThat(from("news") - fromNews).isGreaterThan(CHANGES / 2.0);
  }

  @Test
  void thePageThatEverybodyReadsIsReadOnce() {
    for (int i = 0; i < 5; i++) {
      send();
    }
    Page read = page(null, null, 3);
    double before = from("memory");

    assertThat(page(null, null, 3)).isEqualTo(read);
    assertThat(page(null, null, 2).messages()).isEqualTo(read.messages().subList(1, 3));
    assertThat(page(3L, null, 50).messages()).isEqualTo(read.messages().subList(1, 3));
    assertThat(page(null, 5L, 2).messages()).isEqualTo(read.messages().subList(0, 2));
    assertThat(from("memory") - before).isEqualTo(4);
    // what was not read before is not known
    assertThat(page(null, null, 4).messages()).hasSize(4);
    assertThat(from("memory") - before).isEqualTo(4);
  }

  @Test
  void whoeverScrollsBackReadsForTheNext() {
    for (int i = 0; i < 9; i++) {
      send();
    }
    page(null, null, 3);
    page(null, 7L, 3);
    double fromStore = from("store");

    assertThat(seqs(page(null, null, 6))).containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(seqs(page(null, 6L, 2))).containsExactly(4L, 5L);
    assertThat(from("store")).isEqualTo(fromStore);
    // between this and what is kept there may be others
    page(null, 3L, 1);
    assertThat(seqs(page(null, 4L, 2))).containsExactly(2L, 3L);
    assertThat(from("store")).isEqualTo(fromStore + 2);
  }

  /** The room goes on, and what is kept of it with it. */
  @Test
  void ofWhatHasChangedOnlyThatIsRead() {
    for (int i = 0; i < 5; i++) {
      send();
    }
    Message second = page(null, null, 5).messages().get(1);
    send();
    act(second, HttpMethod.PATCH, "", Map.of("text", "changed"));
    double fromStore = from("store");
    double fromNews = from("news");

    Page read = page(null, null, 5);

    assertThat(seqs(read)).containsExactly(2L, 3L, 4L, 5L, 6L);
    assertThat(read.messages().getFirst().text()).isEqualTo("changed");
    assertThat(from("news")).isEqualTo(fromNews + 1);
    assertThat(from("store")).isEqualTo(fromStore);
  }

  private static List<Long> seqs(Page page) {
    return page.messages().stream().map(Message::seq).toList();
  }

  private double from(String source) {
    return meters.get("chat.history.pages").tag("from", source).counter().count();
  }

  /** With luck from memory; and past it. */
  private void compare() {
    Long after = random.nextInt(3) == 0 ? Long.valueOf(random.nextInt(sent + 1)) : null;
    Long before = random.nextInt(3) == 0 ? Long.valueOf(random.nextInt(2 * sent + 2)) : null;
    int limit = 1 + random.nextInt(12);
    long end = before == null ? Long.MAX_VALUE : before;

    Page stored =
        after == null
            ? store.before(room, 0, end, limit).block(LONG)
            : store.after(room, after, end, limit).block(LONG);

    assertThat(page(after, before, limit)).isEqualTo(stored);
  }

  private Page page(@Nullable Long after, @Nullable Long before, int limit) {
    return Objects.requireNonNull(history.page(room, ada.id(), after, before, limit).block(LONG));
  }

  private void change() {
    List<Message> there = page(null, null, 200).messages();
    Message one = there.isEmpty() ? null : there.get(random.nextInt(there.size()));
    int what = one == null ? 0 : random.nextInt(10);
    switch (what) {
      case 1 -> act(one, HttpMethod.PATCH, "", Map.of("text", "changed " + random.nextInt()));
      case 2 -> act(one, HttpMethod.DELETE, "", null);
      case 3 -> act(one, HttpMethod.PUT, "/reactions/\ud83d\ude00", null);
      case 4 -> act(one, HttpMethod.DELETE, "/reactions/\ud83d\ude00", null);
      case 5 -> act(one, random.nextBoolean() ? HttpMethod.PUT : HttpMethod.DELETE, "/pin", null);
      case 6 -> forget();
      case 7, 8 -> sendInAThread(there.getFirst());
      default -> send();
    }
  }

  private void send() {
    send(Map.of());
  }

  private void sendInAThread(Message root) {
    send(Map.of("thread", root.id()));
  }

  private void send(Map<String, Object> more) {
    Map<String, Object> message = new HashMap<>(more);
    message.put("clientId", "c" + sent++);
    message.put("text", "Message " + sent);
    send(ada, room, message);
  }

  private void act(
      @Nullable Message message, HttpMethod method, String what, @Nullable Object body) {
    var request =
        as(ada)
            .method(method)
            .uri(
                "/api/v1/rooms/{room}/messages/{message}" + what,
                room,
                Objects.requireNonNull(message).id());
    (body == null ? request : request.bodyValue(body)).exchange().expectBody();
  }

  /** The oldest one or two; the head stays where it is. */
  private void forget() {
    database
        .sql("select forget_events(:room, :before, :size)")
        .bind("room", room.value())
        .bind("before", System.currentTimeMillis() + 1)
        .bind("size", 1 + random.nextInt(2))
        .mapValue(Long.class)
        .one()
        .block(LONG);
  }
}
