package chat.messages.guest;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the keys of guests who show none are derived from: the same for all nodes. */
@Component
class GuestSecret {
  private final Mono<byte[]> secret;

  GuestSecret(DatabaseClient database) {
    this.secret =
        database
            .sql("select key from link_key")
            .mapValue(byte[].class)
            .one()
            .cacheInvalidateIf(key -> false);
  }

  Mono<byte[]> read() {
    return secret;
  }
}
