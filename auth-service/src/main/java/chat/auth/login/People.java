package chat.auth.login;

import chat.auth.password.Passwords;
import chat.auth.user.Names;
import chat.auth.user.NewPerson;
import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Turns what somebody has typed into what makes a person. */
@Component
class People {
  /** A part of a password this short says nothing. */
  private static final int TELLING = 4;

  private final Passwords passwords;

  People(Passwords passwords) {
    this.passwords = passwords;
  }

  Mono<NewPerson> of(RegistrationRequest request) {
    String username = Names.tidy(request.username());
    String email = Names.tidy(request.email());
    if (repeats(request.password(), username) || repeats(request.password(), local(email))) {
      return Mono.error(
          Problem.invalid(
              List.of(new FieldError("password", "must not contain your name or address"))));
    }
    String displayName = Names.tidy(Objects.requireNonNullElse(request.displayName(), username));
    return passwords
        .hash(request.password())
        .map(hash -> new NewPerson(username, email, hash, displayName));
  }

  private static boolean repeats(String password, String name) {
    return name.length() >= TELLING
        && password.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
  }

  private static String local(String email) {
    return email.substring(0, Math.max(0, email.lastIndexOf('@')));
  }
}
