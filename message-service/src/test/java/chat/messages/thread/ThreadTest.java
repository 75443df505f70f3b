package chat.messages.thread;

import static org.assertj.core.api.Assertions.assertThat;

import chat.messages.MessagesTest;
import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.ProblemType;
import chat.wire.Replies;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserRef;
import chat.wire.event.RoomEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class ThreadTest extends MessagesTest {
  private final UserRef carl = user("carl");

  @BeforeEach
  void openRoom() {
    rooms.open(room, RoomKind.PUBLIC, ada, ben, carl);
  }

  @Test
  void theRootTellsHowManyRepliesThereAreAndWhenTheLastOneCame() {
    Message root = say(ada, null);
    assertThat(replies(root.id())).isNull();
    Message first = say(ben, root.id());
    Message second = say(carl, root.id());

    assertThat(first.thread()).isEqualTo(root.id());
    assertThat(replies(root.id())).isEqualTo(new Replies(2, second.seq(), second.sentAt()));
    delete(carl, second);
    assertThat(replies(root.id())).isEqualTo(new Replies(1, first.seq(), first.sentAt()));
    delete(ben, first);
    assertThat(replies(root.id())).isNull();
  }

  @Test
  void theCountIsExactAfterAnySequenceOfRepliesAndDeletions() {
    Random random = new Random(7);
    Message root = say(ada, null);
    List<Message> living = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      if (living.isEmpty() || random.nextInt(3) > 0) {
        living.add(say(random.nextBoolean() ? ada : ben, root.id()));
      } else {
        Message gone = living.remove(random.nextInt(living.size()));
        delete(ada, gone);
      }
    }

    Message last = living.getLast();
    assertThat(replies(root.id())).isEqualTo(new Replies(living.size(), last.seq(), last.sentAt()));
  }

  @Test
  void aThreadIsReadPageByPage() {
    Message root = say(ada, null);
    List<Long> seqs = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      seqs.add(say(i % 2 == 0 ? carl : ben, root.id()).seq());
      say(ada, null);
    }

    assertThat(seqs(thread(root.id(), "?limit=3"))).isEqualTo(seqs.subList(4, 7));
    assertThat(seqs(thread(root.id(), "?limit=3&before=" + seqs.get(4))))
        .isEqualTo(seqs.subList(1, 4));
    assertThat(seqs(thread(root.id(), "?limit=9&after=" + seqs.get(2))))
        .isEqualTo(seqs.subList(3, 7));
    assertThat(thread(root.id(), "").participants()).containsExactly(carl, ben);
    assertThat(thread(root.id(), "").root().changes()).isNotNull();
  }

  @Test
  void aReplyIsNoRootAndNeitherIsWhatIsNotThere() {
    Message root = say(ada, null);
    Message reply = say(ben, root.id());
    Message gone = say(ada, null);
    delete(ada, gone);
    RoomId other = new RoomId(UUID.randomUUID());
    rooms.open(other, RoomKind.PUBLIC, ada);

    refused(send(ada, room, draft(reply.id())), ProblemType.INVALID_REQUEST);
    refused(send(ada, room, draft(gone.id())), ProblemType.GONE);
    refused(send(ada, other, draft(root.id())), ProblemType.MESSAGE_NOT_FOUND);
    refused(ask(ada, reply.id(), ""), ProblemType.CONFLICT);
    refused(ask(ada, new MessageId(UUID.randomUUID()), ""), ProblemType.MESSAGE_NOT_FOUND);
    refused(ask(ada, root.id(), "?limit=0"), ProblemType.INVALID_REQUEST);
  }

  @Test
  void whoHasLeftReadsNoThreads() {
    Message root = say(ada, null);
    rooms.apply(new RoomEvent.MemberLeft(room, rooms.next(), ben));

    refused(ask(ben, root.id(), ""), ProblemType.NOT_A_MEMBER);
  }

  private static Map<String, Object> draft(@Nullable MessageId thread) {
    String clientId = UUID.randomUUID().toString();
    return thread == null
        ? Map.of("clientId", clientId, "text", "Hello")
        : Map.of("clientId", clientId, "text", "Hello", "thread", thread);
  }

  private Message say(UserRef by, @Nullable MessageId thread) {
    return Objects.requireNonNull(
        send(by, room, draft(thread))
            .expectStatus()
            .isCreated()
            .expectBody(Message.class)
            .returnResult()
            .getResponseBody());
  }

  private void delete(UserRef by, Message message) {
    as(by)
        .delete()
        .uri("/api/v1/rooms/{room}/messages/{id}", room, message.id())
        .exchange()
        .expectStatus()
        .isOk();
  }

  private @Nullable Replies replies(MessageId root) {
    Message message =
        Objects.requireNonNull(
            as(ben)
                .get()
                .uri("/api/v1/rooms/{room}/messages/{id}", room, root)
                .exchange()
                .expectBody(Message.class)
                .returnResult()
                .getResponseBody());
    return message.changes() == null ? null : message.changes().replies();
  }

  private ResponseSpec ask(UserRef by, MessageId root, String query) {
    return as(by)
        .get()
        .uri("/api/v1/rooms/" + room + "/messages/" + root + "/thread" + query)
        .exchange();
  }

  private ThreadPage thread(MessageId root, String query) {
    return Objects.requireNonNull(
        ask(ben, root, query)
            .expectStatus()
            .isOk()
            .expectBody(ThreadPage.class)
            .returnResult()
            .getResponseBody());
  }

  private static List<Long> seqs(ThreadPage page) {
    return page.replies().stream().map(Message::seq).toList();
  }

  private static void refused(ResponseSpec answer, ProblemType type) {
    answer
        .expectStatus()
        .isEqualTo(type.status())
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo(type.uri());
  }
}
