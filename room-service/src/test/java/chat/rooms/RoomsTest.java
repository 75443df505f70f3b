package chat.rooms;

import chat.backing.WithBackingServices;
import chat.kit.testing.WithTestIdentity;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;

/** A test against the running service, its database, Redis and the broker. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(
    classes = RoomService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "server.address=127.0.0.1",
      "chat.rooms.ad-hoc.empty-for=1h",
      "chat.rooms.ad-hoc.sweep=200ms",
      // all people of the tests come from one address
      "chat.rooms.code.guesses-per-address=60"
    })
@Import({Heard.class, House.class})
@WithBackingServices(database = "rooms")
@WithTestIdentity
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@interface RoomsTest {}
