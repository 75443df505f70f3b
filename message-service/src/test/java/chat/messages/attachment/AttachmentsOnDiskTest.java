package chat.messages.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import chat.wire.Attachment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

class AttachmentsOnDiskTest extends AttachmentsContract {
  @Autowired private Disk disk;

  @Override
  ChosenStore.Kind store() {
    return ChosenStore.Kind.DISK;
  }

  /** The machine may lose its power right after the answer: the JVM tells what it has flushed. */
  @Test
  void whatIsAcknowledgedIsOnTheDiskAndNotOnlyInTheSystemsMemory(@TempDir Path folder)
      throws IOException {
    Path flushes = folder.resolve("flushes.jfr");
    Attachment photo;
    try (var recording = new Recording()) {
      recording.enable("jdk.FileForce").withoutThreshold();
      recording.start();
      photo = uploaded(ada, "photo.png", "image/png", picture("png", 400, 300));
      recording.stop();
      recording.dump(flushes);
    }

    Path file = disk.file(photo.id());
    assertThat(flushed(flushes))
        .contains(file.toString(), disk.thumbnail(photo.id()).toString())
        .contains(Objects.requireNonNull(file.getParent()).toString(), FILES.toString());
  }

  private static List<String> flushed(Path recording) throws IOException {
    return RecordingFile.readAllEvents(recording).stream()
        .map(force -> force.getString("path"))
        .toList();
  }
}
