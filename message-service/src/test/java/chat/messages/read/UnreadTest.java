package chat.messages.read;

import static chat.messages.Responses.message;
import static chat.messages.Responses.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.messages.MessagesTest;
import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.ProblemType;
import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserRef;
import chat.wire.event.MessageEvent;
import chat.wire.event.RoomEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class UnreadTest extends MessagesTest {
  /** What is unread, counted by looking at everything. */
  private final class Model {
    private final List<Said> said = new ArrayList<>();
    private final Map<UserRef, Long> read = new HashMap<>();
    private final Map<UserRef, long[]> devices = new HashMap<>();
    private final Set<UserRef> members = new HashSet<>();
    private long head;

    Unread unread(UserRef member) {
      long from = read.getOrDefault(member, 0L);
      List<Said> unread =
          said.stream().filter(s -> s.seq > from && !s.deleted && !s.by.equals(member)).toList();
      long mentions = unread.stream().filter(s -> s.calls(member)).count();
      return new Unread(room, head, from, unread.size(), mentions);
    }

    /** How far one of two devices has read, which knows nothing of the other. */
    long readOn(UserRef member, Random random) {
      long[] read = devices.computeIfAbsent(member, m -> new long[2]);
      int device = random.nextInt(read.length);
      read[device] = read[device] == head ? head : random.nextLong(read[device], head) + 1;
      return read[device];
    }

    void readUpTo(UserRef member, long seq) {
      read.merge(member, seq, Math::max);
    }
  }

  private static final class Said {
    private final long seq;
    private final MessageId id;
    private final UserRef by;
    private Set<UserRef> called = Set.of();
    private boolean everybody;
    private boolean deleted;

    Said(Message message, UserRef by) {
      this.seq = message.seq();
      this.id = message.id();
      this.by = by;
    }

    boolean calls(UserRef member) {
      return everybody || called.contains(member);
    }
  }

  static LongStream seeds() {
    return LongStream.of(1, 2, new Random().nextInt(1_000_000));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void isWhatSomebodyWouldCountWhateverHappened(long seed) {
    Random random = new Random(seed);
    UserRef carl = user("carl");
    List<UserRef> people = List.of(ada, ben, carl);
    Model model = new Model();
    rooms.apply(
        new RoomEvent.Created(
            room, rooms.next(), new RoomDetails(RoomKind.GROUP, "A room", null), ada));
    people.forEach(member -> join(model, member));

    for (int i = 0; i < 60; i++) {
      UserRef one = people.get(random.nextInt(people.size()));
      boolean in = model.members.contains(one);
      switch (random.nextInt(12)) {
        case 0 -> {
          if (in && model.members.size() > 1) {
            rooms.happen(new RoomEvent.MemberLeft(room, rooms.next(), one));
            model.members.remove(one);
            model.head++;
          } else if (!in) {
            join(model, one);
          }
        }
        case 1, 2, 3 -> {
          if (in && model.head > 0) {
            long seq = model.readOn(one, random);
            read(one, seq).expectStatus().isOk();
            model.readUpTo(one, seq);
          }
        }
        case 4 -> own(model, one, random).ifPresent(said -> delete(model, said));
        case 5, 6 -> own(model, one, random).ifPresent(said -> edit(model, said, random, people));
        default -> {
          if (in) {
            send(model, one, "c" + i, text(random, people));
          }
        }
      }
      for (UserRef each : model.members) {
        assertThat(unread(each))
            .as("step %d of seed %d", i, seed)
            .containsExactly(model.unread(each));
      }
    }
  }

  private void join(Model model, UserRef member) {
    rooms.happen(new RoomEvent.MemberJoined(room, rooms.next(), member, Role.MEMBER));
    model.members.add(member);
    model.readUpTo(member, ++model.head);
  }

  private void send(Model model, UserRef by, String clientId, String text) {
    Said said = new Said(message(send(by, clientId, text)), by);
    call(model, said, text);
    model.said.add(said);
    model.head++;
  }

  private void edit(Model model, Said said, Random random, List<UserRef> people) {
    String text = text(random, people);
    message(
        as(said.by)
            .patch()
            .uri("/api/v1/rooms/{room}/messages/{id}", room, said.id)
            .bodyValue(Map.of("text", text))
            .exchange());
    call(model, said, text);
    model.head++;
  }

  private void delete(Model model, Said said) {
    message(
        as(said.by).delete().uri("/api/v1/rooms/{room}/messages/{id}", room, said.id).exchange());
    said.deleted = true;
    model.head++;
  }

  private static void call(Model model, Said said, String text) {
    said.called = new HashSet<>(model.members);
    said.called.removeIf(member -> !text.contains("@" + member.name()));
    said.everybody = text.contains("@room");
  }

  private static Optional<Said> own(Model model, UserRef by, Random random) {
    List<Said> own = model.said.stream().filter(s -> s.by.equals(by) && !s.deleted).toList();
    return own.isEmpty() || !model.members.contains(by)
        ? Optional.empty()
        : Optional.of(own.get(random.nextInt(own.size())));
  }

  private static String text(Random random, List<UserRef> people) {
    String called =
        switch (random.nextInt(4)) {
          case 0 -> " @room";
          case 1 -> " @" + people.get(random.nextInt(people.size())).name();
          default -> "";
        };
    return "Text " + random.nextLong() + called;
  }

  @Test
  void theFurthestDeviceCountsAndIsToldOnce() {
    rooms.open(room, RoomKind.PUBLIC, ada, ben);
    for (int i = 1; i <= 5; i++) {
      send(ada, "c" + i, "Message " + i).expectStatus().isCreated();
    }

    for (long seq : List.of(2L, 4L, 3L, 4L)) {
      read(ben, seq).expectStatus().isOk();
    }

    assertThat(unread(ben)).containsExactly(new Unread(room, 5, 4, 1, 0));
    await()
        .untilAsserted(
            () ->
                assertThat(heard.all(room))
                    .filteredOn(MessageEvent.Read.class::isInstance)
                    .containsExactly(
                        new MessageEvent.Read(room, 2, ben.id()),
                        new MessageEvent.Read(room, 4, ben.id())));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 2})
  void refusesToReadWhatIsNotThere(long seq) {
    rooms.open(room, RoomKind.PUBLIC, ada);
    send(ada, "c1", "Only one").expectStatus().isCreated();

    refused(read(ada, seq), ProblemType.INVALID_REQUEST);
  }

  @Test
  void refusesAStranger() {
    rooms.open(room, RoomKind.PUBLIC, ada, ben);
    send(ada, "c1", "Hello").expectStatus().isCreated();
    rooms.apply(new RoomEvent.MemberLeft(room, rooms.next(), ben));

    refused(read(ben, 1), ProblemType.NOT_A_MEMBER);
    assertThat(unread(ben)).isEmpty();
  }

  @Test
  void listsAllRoomsOfAMemberAndNoDeletedOne() {
    RoomId other = new RoomId(UUID.randomUUID());
    rooms.open(room, RoomKind.PUBLIC, ada, ben);
    rooms.open(other, RoomKind.PUBLIC, ada, ben);
    send(ada, "c1", "Hello @ben").expectStatus().isCreated();

    assertThat(unread(ben))
        .containsExactlyInAnyOrder(new Unread(room, 1, 0, 1, 1), new Unread(other, 0, 0, 0, 0));
    rooms.apply(new RoomEvent.Deleted(other, rooms.next(), ada));
    assertThat(unread(ben)).extracting(Unread::room).containsExactly(room);
  }

  private ResponseSpec read(UserRef reader, long seq) {
    return as(reader)
        .put()
        .uri("/api/v1/rooms/{room}/read", room)
        .bodyValue(Map.of("seq", seq))
        .exchange();
  }

  private List<Unread> unread(UserRef member) {
    return Objects.requireNonNull(
        as(member)
            .get()
            .uri("/api/v1/messages/unread")
            .exchange()
            .expectStatus()
            .isOk()
            .expectBodyList(Unread.class)
            .returnResult()
            .getResponseBody());
  }
}
