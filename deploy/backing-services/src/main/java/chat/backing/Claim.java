package chat.backing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A data folder belongs to one living process; the system gives it free when that one dies. */
final class Claim implements AutoCloseable {
  private final FileChannel channel;

  private Claim(FileChannel channel) {
    this.channel = channel;
  }

  static Claim on(Path folder) throws IOException {
    var file = folder.resolve("lock");
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    var owner = folder.resolve("owner");
    if (lock(channel) == null) {
      channel.close();
      var who = Files.exists(owner) ? " (process " + Files.readString(owner) + ")" : "";
      throw new BackingServiceException(
          "Another run" + who + " is using " + folder + ": stop it first, or use another folder");
    }
    Files.writeString(owner, Long.toString(ProcessHandle.current().pid()));
    return new Claim(channel);
  }

  /** The folder of a dead process: never one that a living process is about to claim. */
  static Optional<Claim> onAbandoned(Path folder) throws IOException {
    // "owner" is written under the lock, so without it the claimant may not have locked yet
    if (!Files.exists(folder.resolve("owner"))) {
      return Optional.empty();
    }
    var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.WRITE);
    if (lock(channel) == null) {
      channel.close();
      return Optional.empty();
    }
    return Optional.of(new Claim(channel));
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this very process holds it
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
