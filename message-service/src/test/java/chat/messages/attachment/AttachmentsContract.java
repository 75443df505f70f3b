package chat.messages.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.messages.stream.Page;
import chat.wire.Attachment;
import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.ProblemType;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserRef;
import chat.wire.event.RoomEvent;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** What holds of files wherever they lie. */
abstract class AttachmentsContract extends FilesOverHttp {
  private static final byte[] NOTE = "Bread, milk".getBytes(StandardCharsets.UTF_8);
  private static final Duration LONG = Duration.ofSeconds(20);

  @Autowired private AttachmentReaper reaper;

  private final UserRef eve = user("eve");

  @BeforeEach
  void openRoom() {
    stores.choose(store());
    rooms.open(room, RoomKind.PUBLIC, ada, ben);
    rooms.apply(new RoomEvent.MemberLeft(room, rooms.next(), eve));
  }

  abstract ChosenStore.Kind store();

  @AfterEach
  void backToTheDisk() {
    stores.choose(ChosenStore.Kind.DISK);
  }

  @Test
  void aFileComesBackAsItWas() throws Exception {
    Attachment file = uploaded(ada, "shopping.txt", "text/plain", NOTE);
    assertThat(file.name()).isEqualTo("shopping.txt");
    assertThat(file.mediaType()).isEqualTo("text/plain");
    assertThat(file.bytes()).isEqualTo(NOTE.length);
    assertThat(file.sha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(NOTE)));

    sent(ada, "c1", file);

    follow(links(ben, file.id()).file())
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"shopping.txt\"; filename*=UTF-8''shopping.txt")
        .expectHeader()
        .valueEquals("Content-Security-Policy", "sandbox; default-src 'none'")
        .expectHeader()
        .valueEquals("X-Content-Type-Options", "nosniff")
        .expectBody(byte[].class)
        .isEqualTo(NOTE);
  }

  @Test
  void aPartOfAFileCanBeAskedFor() {
    Attachment file = uploaded(ada, "shopping.txt", "text/plain", NOTE);
    String link = links(ada, file.id()).file();

    part(link, "bytes=7-", 206, "bytes 7-10/11").expectBody(String.class).isEqualTo("milk");
    part(link, "bytes=0-4", 206, "bytes 0-4/11").expectBody(String.class).isEqualTo("Bread");
    part(link, "bytes=-4", 206, "bytes 7-10/11").expectBody(String.class).isEqualTo("milk");
    part(link, "bytes=5-999", 206, "bytes 5-10/11").expectBody(String.class).isEqualTo(", milk");
    part(link, "bytes=11-", 416, "bytes */11").expectBody().isEmpty();
    follow(link).expectHeader().valueEquals(HttpHeaders.ACCEPT_RANGES, "bytes");
  }

  private ResponseSpec part(String link, String range, int status, String answered) {
    return anonymous()
        .get()
        .uri(link)
        .header(HttpHeaders.RANGE, range)
        .exchange()
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .valueEquals(HttpHeaders.CONTENT_RANGE, answered);
  }

  @Test
  void itIsInTheMessageForAllWhoReadIt() {
    Attachment file = uploaded(ada, "shopping.txt", "text/plain", NOTE);
    Attachment other = uploaded(ada, "more.txt", "text/plain", NOTE);
    Message message = sent(ada, "c1", other, file);

    assertThat(message.attachments()).containsExactly(other, file);
    assertThat(body(read(ben, ""), Page.class).messages()).containsExactly(message);
    await()
        .untilAsserted(
            () -> assertThat(heard.in(room)).extracting(e -> e.message()).containsExactly(message));
    sendWith(ada, "c1", "Look", other.id(), file.id()).expectStatus().isOk();
    refused(sendWith(ada, "c1", "Look", file.id()), ProblemType.ID_REUSED);
  }

  @Test
  void aFileNeedsNoWords() {
    Attachment file = uploaded(ada, "shopping.txt", "text/plain", NOTE);

    Message message =
        body(sendWith(ada, "c1", " ", file.id()).expectStatus().isCreated(), Message.class);

    assertThat(message.text()).isEmpty();
    refused(sendWith(ada, "c2", " "), ProblemType.INVALID_REQUEST);
  }

  @Test
  void onlyOnesOwnFilesOfThatRoomAreSentAndOnlyOnce() {
    Attachment file = uploaded(ada, "shopping.txt", "text/plain", NOTE);
    RoomId elsewhere = new RoomId(UUID.randomUUID());
    rooms.open(elsewhere, RoomKind.PUBLIC, ada);

    refused(sendWith(ben, "c1", "Mine", file.id()), ProblemType.INVALID_REQUEST);
    refused(
        send(
            ada,
            elsewhere,
            Map.of("clientId", "c1", "text", "Here", "attachments", List.of(file.id()))),
        ProblemType.INVALID_REQUEST);
    refused(sendWith(ada, "c1", "Made up", UUID.randomUUID()), ProblemType.INVALID_REQUEST);
    refused(sendWith(ada, "c1", "Twice", file.id(), file.id()), ProblemType.INVALID_REQUEST);
    sent(ada, "c2", file);
    refused(sendWith(ada, "c3", "Again", file.id()), ProblemType.CONFLICT);
  }

  @Test
  void theDatabaseItselfGivesAFileToOneMessageOnly() {
    Attachment file = uploaded(ada, "shopping.txt", "text/plain", NOTE);
    List<Integer> answers =
        java.util.stream.IntStream.range(0, 8)
            .parallel()
            .mapToObj(i -> sendWith(ada, "r" + i, "Look", file.id()))
            .map(answer -> answer.returnResult(byte[].class).getStatus().value())
            .toList();

    assertThat(answers).containsOnlyOnce(201).allMatch(status -> status == 201 || status == 409);
  }

  @Test
  void aStrangerGetsNothingAndNobodySeesWhatIsNotSent() {
    Attachment file = uploaded(ada, "shopping.txt", "text/plain", NOTE);
    refused(askForLinks(ben, file.id()), ProblemType.NOT_FOUND);
    refused(askForLinks(eve, file.id()), ProblemType.NOT_A_MEMBER);
    refused(upload(eve, "mine.txt", "text/plain", NOTE), ProblemType.NOT_A_MEMBER);

    sent(ada, "c1", file);
    refused(askForLinks(eve, file.id()), ProblemType.NOT_A_MEMBER);
    anonymous()
        .get()
        .uri("/api/v1/attachments/{id}/links", file.id())
        .exchange()
        .expectStatus()
        .isUnauthorized();
  }

  @Test
  void aLinkOfOneWhoHasLeftLeadsNowhere() {
    Attachment file = uploaded(ada, "shopping.txt", "text/plain", NOTE);
    sent(ada, "c1", file);
    String link = links(ben, file.id()).file();
    follow(link).expectStatus().isOk();

    rooms.apply(new RoomEvent.MemberLeft(room, rooms.next(), ben));

    refused(follow(link), ProblemType.NOT_A_MEMBER);
  }

  @Test
  void whatWasSentBeforeANewcomerCameIsNotForThem() {
    rooms.update(
        room,
        ada,
        new RoomDetails(
            RoomKind.PUBLIC, "A room", null, null, null, false, null, null, null, null));
    Attachment file = uploaded(ada, "shopping.txt", "text/plain", NOTE);
    sent(ada, "c1", file);
    rooms.happen(new RoomEvent.MemberJoined(room, rooms.next(), eve, chat.wire.Role.MEMBER));

    refused(askForLinks(eve, file.id()), ProblemType.NOT_FOUND);
  }

  @Test
  void aLinkThatWasTamperedWithOrIsOldIsRefused() {
    Attachment file = uploaded(ada, "shopping.txt", "text/plain", NOTE);
    sent(ada, "c1", file);
    String link = links(ada, file.id()).file();
    String[] parts = link.split("until=", 2);

    refused(follow(link.replace(ada.id().toString(), ben.id().toString())), ProblemType.FORBIDDEN);
    refused(follow(parts[0] + "until=9" + parts[1]), ProblemType.FORBIDDEN);
    refused(follow(link.replace("/file?", "/thumbnail?")), ProblemType.FORBIDDEN);
  }

  @Test
  void aFileGoesWithItsMessage() throws IOException {
    Attachment file = uploaded(ada, "holiday.png", "image/png", picture("png", 8, 8));
    Message message = sent(ada, "c1", file);
    String link = links(ben, file.id()).file();
    assertThat(filesOf(file.id())).isEqualTo(2);

    as(ada)
        .delete()
        .uri("/api/v1/rooms/{room}/messages/{id}", room, message.id())
        .exchange()
        .expectStatus()
        .isOk();

    assertThat(message(message.id()).attachments()).isEmpty();
    refused(follow(link), ProblemType.NOT_FOUND);
    reaper.reap().block(LONG);
    assertThat(filesOf(file.id())).isZero();
    assertThat(rowsOf(room)).isZero();
  }

  @Test
  void whatIsNeverSentIsForgottenAndWhatIsSentStays() throws IOException {
    Attachment unsent = uploaded(ada, "a.txt", "text/plain", NOTE);
    Attachment kept = uploaded(ada, "b.txt", "text/plain", NOTE);
    sent(ada, "c1", kept);
    database
        .sql("update attachments set begun_at = begun_at - 90000000 where room = :room")
        .bind("room", room.value())
        .then()
        .block(LONG);

    reaper.reap().block(LONG);

    assertThat(filesOf(unsent.id())).isZero();
    assertThat(filesOf(kept.id())).isEqualTo(1);
    refused(sendWith(ada, "c2", "Late", unsent.id()), ProblemType.INVALID_REQUEST);
  }

  @Test
  void nobodyPilesUpFiles() {
    for (int i = 0; i < 20; i++) {
      uploaded(ada, i + ".txt", "text/plain", NOTE);
    }

    refused(upload(ada, "20.txt", "text/plain", NOTE), ProblemType.TOO_MANY_REQUESTS);
  }

  @Test
  void aPictureHasAThumbnail() throws IOException {
    Attachment file = uploaded(ada, "holiday.jpg", "image/jpeg", picture("jpg", 2000, 1000));
    sent(ada, "c1", file);

    assertThat(file.picture()).isEqualTo(new Attachment.Picture(2000, 1000));
    byte[] thumbnail =
        body(
            follow(Objects.requireNonNull(links(ben, file.id()).thumbnail()))
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("image/png"),
            byte[].class);
    BufferedImage small = ImageIO.read(new ByteArrayInputStream(thumbnail));
    assertThat(small.getWidth()).isEqualTo(360);
    assertThat(small.getHeight()).isEqualTo(180);
  }

  private Message message(MessageId id) {
    return body(
        as(ada).get().uri("/api/v1/rooms/{room}/messages/{id}", room, id).exchange(),
        Message.class);
  }
}
