package chat.backing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process was started with, in one line. */
final class CommandLine {
  private CommandLine() {}

  static String of(ProcessHandle process) {
    return process.info().commandLine().orElseGet(() -> fromProc(process.pid()));
  }

  /** The JDK says nothing when it may not read the link to the executable: Linux still tells. */
  private static String fromProc(long pid) {
    try {
      var bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline"));
      return new String(bytes, StandardCharsets.UTF_8).replace('\0', ' ').strip();
    } catch (IOException e) {
      return "";
    }
  }
}
