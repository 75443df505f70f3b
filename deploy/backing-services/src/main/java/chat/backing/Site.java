package chat.backing;

import java.nio.file.Path;

/** Where embedded servers live: their data, ports and passwords, and whether data matters. */
record Site(Path data, Ports ports, Secrets secrets, boolean durable) {
  Binaries binaries() {
    return Binaries.forPersonOr(data);
  }
}
