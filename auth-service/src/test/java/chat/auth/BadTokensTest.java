package chat.auth;

import chat.backing.WithBackingServices;
import chat.kit.security.KeySource;
import chat.kit.security.RevokedSessions;
import chat.kit.testing.RefusesBadTokens;
import chat.kit.testing.TestIdentity;
import chat.kit.testing.WithTestIdentity;
import com.nimbusds.jose.jwk.JWKSet;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"server.address=127.0.0.1", "chat.auth.password.memory=256"})
@WithBackingServices(database = "authbadtokens")
@WithTestIdentity
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class BadTokensTest implements RefusesBadTokens {
  /** So that the good ones among the tokens are good. */
  @TestConfiguration(proxyBeanMethods = false)
  static class TestKeys {
    @Bean
    @Primary
    KeySource testKeys(TestIdentity identity) {
      return () -> Mono.just(new JWKSet(identity.key()).toPublicJWKSet());
    }
  }

  private final RevokedSessions revoked;
  private final WebTestClient http;

  BadTokensTest(RevokedSessions revoked, @LocalServerPort int port) {
    this.revoked = revoked;
    this.http = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
  }

  @Override
  public WebTestClient http() {
    return http;
  }

  @Override
  public RevokedSessions revokedSessions() {
    return revoked;
  }

  @Override
  public String guardedPath() {
    return "/api/v1/users/me";
  }
}
