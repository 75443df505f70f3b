package chat.auth;

import chat.backing.WithBackingServices;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;

/** A test against the whole service over real HTTP, with real stores behind it and cheap hashes. */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(
    classes = AuthService.class,
    webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
    properties = {
      "server.address=127.0.0.1",
      "chat.auth.password.memory=256",
      "chat.auth.password.iterations=1",
      "chat.auth.password.waiting=400",
      "chat.auth.mail.mailbox=true",
      "chat.auth.vault.secret=only-for-tests",
      "chat.auth.keys.reload-every=200ms",
      "chat.auth.keys.publish-ahead=2s",
      "chat.auth.clients.message-service.secret=a-secret-of-message-service",
      "chat.auth.admin.email=root@example.org",
      "chat.auth.admin.username=root-admin",
      "chat.auth.admin.password=turnips grow underground",
      "chat.auth.attempts.free-per-address=1000000"
    })
@ContextConfiguration(initializers = FreePort.class)
@WithBackingServices(database = "auth")
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
public @interface AuthTest {}
