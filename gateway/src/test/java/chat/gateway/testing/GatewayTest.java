package chat.gateway.testing;

import chat.backing.WithBackingServices;
import chat.kit.testing.WithTestIdentity;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;

/** A test against the running gateway with the routing table of its own configuration. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "server.address=127.0.0.1",
      "management.server.port=0",
      "management.server.address=127.0.0.1",
      "chat.gateway.timeout=2s",
      "chat.gateway.forward.rest=1ms",
      "chat.gateway.health.timeout=2s",
      "chat.gateway.health.remembered=100ms",
      "chat.gateway.edge.origins=https://other.example",
      "chat.gateway.edge.trusted-proxies=127.0.0.2"
    })
@AutoConfigureWebTestClient
@WithBackingServices
@WithTestIdentity
@Import(StandIns.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
public @interface GatewayTest {}
