package chat.messages.attachment;

import chat.messages.s3.Bucket;
import chat.messages.s3.BucketServer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpRange;
import reactor.core.publisher.Mono;

/** The disk, or a bucket of a real S3-speaking server: as a test likes, in one context. */
@Primary
public class ChosenStore implements FileStore {
  private final Disk disk;
  private volatile FileStore chosen;

  ChosenStore(Disk disk) {
    this.disk = disk;
    this.chosen = disk;
  }

  enum Kind {
    DISK,
    BUCKET
  }

  void choose(Kind kind) {
    chosen =
        switch (kind) {
          case DISK -> disk;
          case BUCKET -> new BucketFiles(new Bucket(BucketServer.shared().settings()), disk);
        };
  }

  long objectsOf(UUID id) {
    return chosen instanceof Disk ? 0 : BucketServer.shared().keys(id.toString()).size();
  }

  @Override
  public Mono<Void> keep(UUID id) {
    return chosen.keep(id);
  }

  @Override
  public Mono<Content> open(UUID id, Links.Part part, @Nullable HttpRange range) {
    return chosen.open(id, part, range);
  }

  @Override
  public Mono<Void> delete(UUID id) {
    return chosen.delete(id);
  }
}
