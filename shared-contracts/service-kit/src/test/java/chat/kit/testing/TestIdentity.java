package chat.kit.testing;

import chat.wire.SessionId;
import chat.wire.UserId;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands in for auth-service: its own key, its key set and its token endpoint on a port of their
 * own, and whatever token a test wishes for.
 */
public final class TestIdentity implements AutoCloseable {
  public static final String ISSUER = "http://localhost:8080";

  /** Many services and tests may ask at the same moment. */
  private static final int BACKLOG = 256;

  public static final String SERVICE_SECRET = "only-for-tests";

  private final AtomicInteger keyRequests = new AtomicInteger();
  private final AtomicInteger tokenRequests = new AtomicInteger();
  private final List<RSAKey> published = new ArrayList<>();
  private final HttpServer server;
  private volatile RSAKey key = newKey();
  private volatile boolean away;
  private volatile Duration serviceTokenLife = Duration.ofMinutes(5);

  private TestIdentity() {
    published.add(key);
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/.well-known/jwks.json", this::keys);
    server.createContext("/oauth2/token", this::grant);
    server.start();
  }

  private static final class Shared {
    static final TestIdentity INSTANCE = new TestIdentity();
  }

  /** The one that {@link WithTestIdentity} points a Spring test at. */
  public static TestIdentity shared() {
    return Shared.INSTANCE;
  }

  /** One of its own, for a test that breaks it. */
  public static TestIdentity start() {
    return new TestIdentity();
  }

  public String jwksUri() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/.well-known/jwks.json";
  }

  public String tokenUri() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/oauth2/token";
  }

  /** A person's token, with a session of its own. */
  public String token(UserId user, String name) {
    return user(user, name).signed();
  }

  public String guestToken(UserId user, String nickname) {
    return user(user, nickname).claim("kind", "guest").signed();
  }

  public String adminToken(UserId user, String name) {
    return user(user, name).roles("admin").signed();
  }

  public String serviceToken(String name) {
    return service(name).signed();
  }

  /** A person's token to be made odd. */
  public TestToken user(UserId user, String name) {
    return new TestToken(key, ISSUER, user.toString(), "person")
        .session(new SessionId(UUID.randomUUID()))
        .claim("name", name)
        .roles();
  }

  /** A service's token to be made odd. */
  public TestToken service(String name) {
    return new TestToken(key, ISSUER, name, "service").roles("service");
  }

  public RSAKey key() {
    return key;
  }

  /** Signs with a new key from now on and publishes it beside the old ones. */
  public void rotate() {
    RSAKey next = newKey();
    synchronized (published) {
      published.add(next);
    }
    key = next;
  }

  /** Publishes none but the key it signs with now. */
  public void withdrawOldKeys() {
    synchronized (published) {
      published.removeIf(old -> !old.equals(key));
    }
  }

  /** Answers nothing but 503 until {@link #comeBack}. */
  public void goAway() {
    away = true;
  }

  public void comeBack() {
    away = false;
  }

  public void grantServiceTokensFor(Duration life) {
    serviceTokenLife = life;
  }

  /** How often the key set was asked for. */
  public int keyRequests() {
    return keyRequests.get();
  }

  /** How often a service asked for a token. */
  public int tokenRequests() {
    return tokenRequests.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void keys(HttpExchange exchange) throws IOException {
    keyRequests.incrementAndGet();
    synchronized (published) {
      answer(exchange, new JWKSet(List.copyOf(published)).toString());
    }
  }

  private void grant(HttpExchange exchange) throws IOException {
    tokenRequests.incrementAndGet();
    String token = service("some-service").expiresIn(serviceTokenLife).signed();
    answer(
        exchange,
        "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d}"
            .formatted(token, serviceTokenLife.toSeconds()));
  }

  private void answer(HttpExchange exchange, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(away ? 503 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
