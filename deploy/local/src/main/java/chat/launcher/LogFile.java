package chat.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** What an instance has printed: the current file and the one before, each of a bounded size. */
final class LogFile {
  private static final long MOST_BYTES = 20_000_000;

  private final Path file;
  private Writer writer;
  private long written;

  LogFile(Path file) {
    this.file = file;
    this.writer = fresh();
  }

  synchronized void add(String line) {
    try {
      writer.write(line);
      writer.write('\n');
      writer.flush();
      written += line.length() + 1L;
      if (written > MOST_BYTES) {
        writer.close();
        writer = fresh();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  synchronized void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  private Writer fresh() {
    try {
      if (Files.exists(file)) {
        Files.move(
            file,
            file.resolveSibling(file.getFileName() + ".1"),
            StandardCopyOption.REPLACE_EXISTING);
      }
      written = 0;
      return Files.newBufferedWriter(
          file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
