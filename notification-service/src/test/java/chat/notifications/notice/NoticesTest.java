package chat.notifications.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.notifications.NotificationsTest;
import chat.notifications.room.Members;
import chat.wire.NotificationKind;
import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserRef;
import chat.wire.event.MessageEvent;
import chat.wire.event.NotificationEvent;
import chat.wire.event.RoomEvent;
import chat.wire.names.Channels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.listener.ChannelTopic;

class NoticesTest extends NotificationsTest {
  @Autowired private ReactiveStringRedisTemplate redis;
  @Autowired private Members members;

  @Test
  void tellsAMemberWhoIsMentioned() {
    open(RoomKind.PUBLIC, ada, ben, eve);
    MessageEvent.Sent sent = sent(RoomKind.PUBLIC, ada, false, "  Good\nmorning, @ben ", ben);
    happen(sent);

    NotificationEvent.Created told = onlyEntry(ben);
    assertThat(told.kind()).isEqualTo(NotificationKind.MENTION);
    assertThat(told.message()).isEqualTo(sent.message().id());
    assertThat(told.by()).isEqualTo(ada);
    assertThat(told.excerpt()).isEqualTo("Good morning, @ben");
    assertThat(inbox(ben, "").at("/entries/0/id").asString())
        .isEqualTo(told.notification().toString());
    assertNobodyElseWasTold();
  }

  /** Where everybody is a member and nobody's joining is told. */
  @Test
  void tellsWhoIsMentionedInTheGlobalRoomUnlessTheyWereBannedThere() {
    happen(new RoomEvent.MemberBanned(RoomId.GLOBAL, next(), eve, ada, "Spam", null));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        members
                            .notRemoved(RoomId.GLOBAL, List.of(eve.id()))
                            .collectList()
                            .block(Duration.ofSeconds(10)))
                    .isEmpty());

    happen(sent(RoomId.GLOBAL, RoomKind.GLOBAL, ada, false, "Hello @ben and @eve", ben, eve));

    assertThat(onlyEntry(ben).kind()).isEqualTo(NotificationKind.MENTION);
    assertNobodyElseWasTold();
  }

  @Test
  void tellsTheSocketsOfTheRecipient() {
    List<String> frames = new CopyOnWriteArrayList<>();
    var listening =
        redis
            .listenToLater(ChannelTopic.of(Channels.user(ben.id())))
            .blockOptional(Duration.ofSeconds(10))
            .orElseThrow()
            .subscribe(message -> frames.add(message.getMessage()));
    open(RoomKind.DIRECT, ada, ben);
    happen(sent(RoomKind.DIRECT, ada, false, "Hello"));

    await()
        .untilAsserted(
            () ->
                assertThat(frames)
                    .singleElement()
                    .asString()
                    .contains("\"event\":\"notification:new\"", "\"excerpt\":\"Hello\""));
    listening.dispose();
  }

  @Test
  void tellsTheOtherOfADirectRoom() {
    open(RoomKind.DIRECT, ada, ben);
    happen(sent(RoomKind.DIRECT, ada, false, "Hello"));

    assertThat(onlyEntry(ben).kind()).isEqualTo(NotificationKind.DIRECT_MESSAGE);
    assertNobodyElseWasTold();
  }

  @Test
  void tellsAllOthersOfAGroupAndAMentionedOneOnce() {
    open(RoomKind.GROUP, ada, ben, eve);
    await().untilAsserted(() -> assertThat(memberIsThere(eve)).isTrue());
    happen(sent(RoomKind.GROUP, ada, false, "Hello @ben", ben));

    assertThat(onlyEntry(ben).kind()).isEqualTo(NotificationKind.MENTION);
    assertThat(onlyEntry(eve).kind()).isEqualTo(NotificationKind.DIRECT_MESSAGE);
    assertThat(heard.by(ada)).isEmpty();
  }

  @Test
  void aCallToTheRoomReachesEveryMemberButItsSender() {
    UserRef[] many =
        Stream.concat(Stream.of(ada), IntStream.range(0, 30).mapToObj(i -> user("user" + i)))
            .toArray(UserRef[]::new);
    open(RoomKind.PUBLIC, many);
    happen(new RoomEvent.MemberLeft(room, next(), many[1]));
    await().untilAsserted(() -> assertThat(memberIsThere(many[30])).isTrue());
    await().untilAsserted(() -> assertThat(memberIsGone(many[1])).isTrue());
    happen(sent(RoomKind.PUBLIC, ada, true, "@room lunch"));

    await()
        .untilAsserted(
            () ->
                assertThat(List.of(many).subList(2, many.length))
                    .allSatisfy(user -> assertThat(heard.by(user)).hasSize(1)));
    assertThat(heard.by(ada)).isEmpty();
    assertThat(heard.by(many[1])).isEmpty();
  }

  @Test
  void neverTellsTheSenderNorWhoeverHasLeft() {
    open(RoomKind.PUBLIC, ada, ben, eve);
    happen(new RoomEvent.MemberLeft(room, next(), eve));
    await().untilAsserted(() -> assertThat(memberIsGone(eve)).isTrue());
    happen(sent(RoomKind.PUBLIC, ada, false, "I, @ada, greet @eve and @ben", ada, eve, ben));

    onlyEntry(ben);
    assertNobodyElseWasTold();
  }

  @Test
  void tellsOnceHoweverOftenTheNewsArrive() {
    open(RoomKind.PUBLIC, ada, ben);
    MessageEvent.Sent sent = sent(RoomKind.PUBLIC, ada, false, "Good morning, @ben", ben);
    happen(sent);
    happen(sent);
    happen(edited(sent, "Good evening, @ben", ben));
    MessageEvent.Sent last = sent(RoomKind.PUBLIC, ada, false, "@ben?", ben);
    happen(last);

    await()
        .untilAsserted(
            () ->
                assertThat(heard.by(ben))
                    .extracting(NotificationEvent.Created::message)
                    .containsExactly(sent.message().id(), last.message().id()));
    assertThat(inbox(ben, "").get("unread").asInt()).isEqualTo(2);
  }

  @Test
  void tellsWhomAnEditMentionsForTheFirstTime() {
    open(RoomKind.PUBLIC, ada, ben, eve);
    MessageEvent.Sent sent = sent(RoomKind.PUBLIC, ada, false, "Good morning, @ben", ben);
    happen(sent);
    happen(edited(sent, "Good morning, @ben and @eve", eve));

    assertThat(onlyEntry(eve).excerpt()).isEqualTo("Good morning, @ben and @eve");
    assertThat(onlyEntry(ben).excerpt()).isEqualTo("Good morning, @ben");
  }

  @Test
  void waitsForTheNewsOfTheRoomWhenAMessageOvertakesThem() {
    happen(sent(RoomKind.DIRECT, ada, false, "Hello"));
    open(RoomKind.DIRECT, ada, ben);

    onlyEntry(ben);
  }

  @Test
  void waitsForTheJoiningOfWhoeverIsMentioned() {
    open(RoomKind.PUBLIC, ada);
    await().untilAsserted(() -> assertThat(memberIsThere(ada)).isTrue());
    happen(sent(RoomKind.PUBLIC, ada, false, "Welcome, @ben", ben));
    happen(new RoomEvent.MemberJoined(room, next(), ben, Role.MEMBER));

    onlyEntry(ben);
  }

  @Test
  void waitsForTheSecondPersonOfADirectRoom() {
    RoomDetails details = new RoomDetails(RoomKind.DIRECT, "", null);
    happen(new RoomEvent.Created(room, next(), details, ada));
    happen(new RoomEvent.MemberJoined(room, next(), ada, Role.OWNER));
    await().untilAsserted(() -> assertThat(memberIsThere(ada)).isTrue());
    happen(sent(RoomKind.DIRECT, ada, false, "Hello"));
    happen(new RoomEvent.MemberJoined(room, next(), ben, Role.OWNER));

    onlyEntry(ben);
  }

  @Test
  void tellsWhoeverIsInvitedOncePerInvitation() {
    RoomDetails details = new RoomDetails(RoomKind.PRIVATE, "The cellar", null);
    open(RoomKind.PRIVATE, ada);
    RoomEvent.Invited first = new RoomEvent.Invited(room, next(), details, ben.id(), ada);
    happen(first);
    happen(first);
    happen(new RoomEvent.Invited(room, next(), details, ben.id(), ada));

    await().untilAsserted(() -> assertThat(heard.by(ben)).hasSize(2));
    assertThat(heard.by(ben))
        .allSatisfy(told -> assertThat(told.kind()).isEqualTo(NotificationKind.INVITATION))
        .allSatisfy(told -> assertThat(told.excerpt()).isEqualTo("The cellar"));
    assertThat(inbox(ben, "").get("unread").asInt()).isEqualTo(2);
  }

  private MessageEvent.Edited edited(MessageEvent.Sent sent, String text, UserRef newly) {
    return new MessageEvent.Edited(
        room, 100, sent.message().id(), ada, text, List.of(newly.id()), Instant.now());
  }

  private NotificationEvent.Created onlyEntry(UserRef recipient) {
    await().untilAsserted(() -> assertThat(heard.by(recipient)).hasSize(1));
    return heard.by(recipient).getFirst();
  }

  private void assertNobodyElseWasTold() {
    assertThat(heard.by(ada)).isEmpty();
    assertThat(heard.by(eve)).isEmpty();
  }

  private boolean memberIsThere(UserRef user) {
    return members
        .of(room)
        .hasElement(user.id())
        .blockOptional(Duration.ofSeconds(10))
        .orElseThrow();
  }

  private boolean memberIsGone(UserRef user) {
    return !memberIsThere(user)
        && members
            .knows(room, List.of(user.id()), 1)
            .blockOptional(Duration.ofSeconds(10))
            .orElseThrow();
  }
}
