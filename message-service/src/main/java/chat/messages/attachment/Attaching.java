package chat.messages.attachment;

import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import chat.wire.Attachment;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.UserId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the files that shall go with a message. */
@Component
public class Attaching {
  private final AttachmentTable table;

  Attaching(AttachmentTable table) {
    this.table = table;
  }

  /**
   * In this order; refuses what the sender has not uploaded to this room, or has sent already. Of
   * two who send the same at once the database refuses one.
   */
  public Mono<List<Attachment>> take(RoomId room, UserId sender, List<UUID> ids) {
    return ids.isEmpty()
        ? Mono.just(List.of())
        : table
            .kept(ids)
            .filter(kept -> kept.room().equals(room) && kept.by().equals(sender))
            .collect(Collectors.toMap(kept -> kept.attachment().id(), kept -> kept))
            .map(found -> ids.stream().map(id -> free(id, found)).toList());
  }

  private static Attachment free(UUID id, Map<UUID, AttachmentTable.Kept> found) {
    AttachmentTable.@Nullable Kept kept = found.get(id);
    if (kept == null) {
      throw Problem.invalid(
          List.of(
              new FieldError(
                  "attachments", "must be files that you have uploaded to this room: " + id)));
    }
    if (kept.message() != null) {
      throw Problem.of(ProblemType.CONFLICT, "The file %s has been sent already.".formatted(id));
    }
    return kept.attachment();
  }
}
