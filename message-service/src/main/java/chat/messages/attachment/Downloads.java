package chat.messages.attachment;

import chat.kit.problem.Problem;
import chat.messages.history.History;
import chat.messages.room.Standings;
import chat.wire.Attachment;
import chat.wire.ProblemType;
import chat.wire.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives files to whoever may read the message that they came with, and to nobody else. */
@Component
class Downloads {
  private final AttachmentTable table;
  private final History history;
  private final Standings standings;
  private final Links links;
  private final AttachmentSettings settings;

  Downloads(
      AttachmentTable table,
      History history,
      Standings standings,
      Links links,
      AttachmentSettings settings) {
    this.table = table;
    this.history = history;
    this.standings = standings;
    this.links = links;
    this.settings = settings;
  }

  Mono<Attachment> readable(UUID id, UserId reader) {
    return table
        .kept(List.of(id))
        .next()
        .flatMap(kept -> isReadable(kept, reader).filter(may -> may).map(may -> kept.attachment()))
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.NOT_FOUND)));
  }

  /** What is not sent yet is seen by its uploader alone. */
  private Mono<Boolean> isReadable(AttachmentTable.Kept kept, UserId reader) {
    Long seq = kept.seq();
    return seq == null
        ? standings
            .of(kept.room(), reader)
            .map(standing -> standing.reading())
            .map(standing -> kept.by().equals(reader))
        : history.beginning(kept.room(), reader).map(beginning -> seq > beginning);
  }

  Mono<AttachmentLinks> links(UUID id, UserId reader) {
    Instant until = Instant.ofEpochSecond(Instant.now().plus(settings.link()).getEpochSecond());
    return readable(id, reader)
        .flatMap(
            attachment ->
                Mono.zip(
                        link(id, Links.Part.FILE, reader, until),
                        attachment.picture() == null
                            ? Mono.just(Optional.<String>empty())
                            : link(id, Links.Part.THUMBNAIL, reader, until).map(Optional::of))
                    .map(
                        both ->
                            new AttachmentLinks(both.getT1(), both.getT2().orElse(null), until)));
  }

  private Mono<String> link(UUID id, Links.Part part, UserId reader, Instant until) {
    return links.link(new Links.Grant(id, part, reader, until.getEpochSecond()));
  }

  /** The link may be good and its reader have left since. */
  Mono<Attachment> granted(Links.Grant grant, String signature) {
    return links
        .check(grant, signature, Instant.now())
        .flatMap(good -> readable(good.id(), good.reader()));
  }
}
