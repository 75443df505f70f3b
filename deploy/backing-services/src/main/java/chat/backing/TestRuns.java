package chat.backing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** The temporary folders of test runs; a run that was killed leaves its folder and its servers. */
final class TestRuns {
  private static final String PREFIX = "chat-backing-";

  private TestRuns() {}

  static Path newFolder() throws IOException {
    return Files.createTempDirectory(PREFIX).toRealPath();
  }

  /** Ends the servers of killed runs and removes what they left. */
  static void sweep() throws IOException, InterruptedException {
    var temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (var runs = Files.newDirectoryStream(temporary, PREFIX + "*")) {
      for (var run : runs) {
        try {
          sweep(run);
        } catch (NoSuchFileException e) {
          // another run swept it, or its own ended, at this very moment
        }
      }
    }
  }

  private static void sweep(Path run) throws IOException, InterruptedException {
    var claim = Claim.onAbandoned(run).orElse(null);
    if (claim == null) {
      return;
    }
    try (claim) {
      var data = run.toRealPath();
      EmbeddedPostgres.daemon(data).end(ProcessHandle::destroy, Duration.ofSeconds(3));
      EmbeddedRedis.daemon(data).end(ProcessHandle::destroy, Duration.ofSeconds(3));
      PrivateFiles.delete(run);
    }
  }
}
