package chat.backing;

import java.util.Locale;

/** Which system this is, in the words that the binaries' projects use in their file names. */
record Machine(String system, String architecture) {
  static Machine current() {
    var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    var system = os.contains("mac") ? "darwin" : os.contains("windows") ? "windows" : "linux";
    return new Machine(system, arch.equals("aarch64") || arch.equals("arm64") ? "arm64" : "amd64");
  }

  boolean is(String name) {
    return system.equals(name);
  }

  String postgresArchive() {
    return "/postgres-"
        + system
        + "-"
        + (architecture.equals("arm64") ? "arm_64" : "x86_64")
        + ".txz";
  }

  String redisServer() {
    return "/redis-server-7.0.15-" + system + "-" + architecture;
  }

  @Override
  public String toString() {
    return system + " on " + architecture;
  }
}
