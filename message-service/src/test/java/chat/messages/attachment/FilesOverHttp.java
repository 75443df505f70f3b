package chat.messages.attachment;

import chat.messages.MessagesTest;
import chat.wire.Attachment;
import chat.wire.Message;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.UserRef;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Uploads and downloads as clients do. */
abstract class FilesOverHttp extends MessagesTest {
  @Autowired DatabaseClient database;
  @Autowired ChosenStore stores;

  ResponseSpec upload(UserRef by, String name, String type, byte[] content) {
    return as(by)
        .post()
        .uri(
            uri ->
                uri.path("/api/v1/rooms/{room}/attachments")
                    .queryParam("name", "{name}")
                    .build(room, name))
        .contentType(MediaType.parseMediaType(type))
        .bodyValue(content)
        .exchange();
  }

  Attachment uploaded(UserRef by, String name, String type, byte[] content) {
    return body(upload(by, name, type, content).expectStatus().isCreated(), Attachment.class);
  }

  ResponseSpec sendWith(UserRef by, String clientId, String text, UUID... files) {
    return send(
        by, room, Map.of("clientId", clientId, "text", text, "attachments", List.of(files)));
  }

  Message sent(UserRef by, String clientId, Attachment... files) {
    UUID[] ids = Stream.of(files).map(Attachment::id).toArray(UUID[]::new);
    return body(sendWith(by, clientId, "Look", ids).expectStatus().isCreated(), Message.class);
  }

  AttachmentLinks links(UserRef reader, UUID file) {
    return body(askForLinks(reader, file).expectStatus().isOk(), AttachmentLinks.class);
  }

  ResponseSpec askForLinks(UserRef reader, UUID file) {
    return as(reader).get().uri("/api/v1/attachments/{id}/links", file).exchange();
  }

  ResponseSpec follow(String link) {
    return anonymous().get().uri(link).exchange();
  }

  static <T> T body(ResponseSpec answer, Class<T> type) {
    return Objects.requireNonNull(answer.expectBody(type).returnResult().getResponseBody());
  }

  static void refused(ResponseSpec answer, ProblemType type) {
    answer
        .expectStatus()
        .isEqualTo(type.status())
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo(type.uri());
  }

  static byte[] picture(String format, int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
    return bytes.toByteArray();
  }

  /** On the disk or in the bucket. */
  long filesOf(UUID id) throws IOException {
    return filesOnDisk(id) + stores.objectsOf(id);
  }

  long filesOnDisk(UUID id) throws IOException {
    try (Stream<Path> files = Files.walk(FILES)) {
      return files.filter(path -> path.getFileName().toString().startsWith(id.toString())).count();
    }
  }

  long filesNow() throws IOException {
    try (Stream<Path> files = Files.walk(FILES)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  long rowsOf(RoomId of) {
    return Objects.requireNonNull(
        database
            .sql("select count(*) from attachments where room = :room")
            .bind("room", of.value())
            .mapValue(Long.class)
            .one()
            .block(java.time.Duration.ofSeconds(10)));
  }
}
