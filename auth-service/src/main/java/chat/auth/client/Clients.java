package chat.auth.client;

import chat.auth.token.Hash;
import chat.auth.token.Secret;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Knows which services may ask for tokens; of their secrets it keeps only hashes. */
@Component
class Clients {
  /** What an unknown client is compared with, so that it takes as long as a known one. */
  private static final Hash NOBODYS = Secret.random().hash();

  private final Map<String, Hash> hashes = new HashMap<>();

  Clients(ClientSettings settings) {
    settings
        .clients()
        .forEach(
            (id, client) -> {
              String secret = client.secret();
              if (secret != null && !secret.isBlank()) {
                hashes.put(id, new Secret(secret).hash());
              }
            });
  }

  boolean authenticates(String id, Secret secret) {
    return hashes.getOrDefault(id, NOBODYS).equals(secret.hash());
  }
}
