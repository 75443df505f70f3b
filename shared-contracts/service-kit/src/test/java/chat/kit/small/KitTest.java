package chat.kit.small;

import chat.backing.WithBackingServices;
import chat.kit.testing.WithTestIdentity;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;

/** A test against the small service over real HTTP, with real stores behind it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(
    classes = SmallService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "server.address=127.0.0.1",
      "spring.application.name=small-service",
      "chat.security.public-paths=GET /open,POST /open/**",
      "chat.security.doors=POST /door",
      "chat.security.scopes=POST /fails/** read,/any account"
    })
@WithBackingServices(database = "kit")
@WithTestIdentity
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
public @interface KitTest {}
