package chat.auth.familyb;

import chat.auth.account.ProfileChange;
import chat.auth.account.Profiles;
import chat.auth.login.Login;
import chat.auth.login.Registration;
import chat.auth.login.RegistrationRequest;
import chat.auth.password.PasswordChange;
import chat.auth.password.PasswordChangeRequest;
import chat.auth.session.Doors;
import chat.auth.session.RefreshRequest;
import chat.auth.session.SessionView;
import chat.auth.session.Sessions;
import chat.auth.visitor.Visitor;
import chat.kit.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Family B's names for the same things. */
@RestController
@RequestMapping("/api")
@Tag(name = "Family B", description = "The routes of existing clients")
class FamilyBController {
  private final Registration registration;
  private final Login login;
  private final Doors doors;
  private final Profiles profiles;
  private final PasswordChange passwords;
  private final Sessions sessions;

  FamilyBController(
      Registration registration,
      Login login,
      Doors doors,
      Profiles profiles,
      PasswordChange passwords,
      Sessions sessions) {
    this.registration = registration;
    this.login = login;
    this.doors = doors;
    this.profiles = profiles;
    this.passwords = passwords;
    this.sessions = sessions;
  }

  @PostMapping("/auth/register")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Register and log in")
  Mono<LoggedIn> register(@Valid @RequestBody RegistrationRequest request, Visitor visitor) {
    return registration.register(request, visitor).map(LoggedIn::of);
  }

  @PostMapping("/auth/login")
  @Operation(summary = "Log in with `email`, `username` or `login`, and `password`")
  Mono<LoggedIn> login(@Valid @RequestBody LoginByAnyName request, Visitor visitor) {
    return Mono.fromSupplier(request::plain)
        .flatMap(plain -> login.login(plain, visitor))
        .map(LoggedIn::of);
  }

  @PostMapping("/auth/refresh")
  @Operation(summary = "Exchange a refresh token for its successor and a new access token")
  Mono<LoggedIn> refresh(
      @Valid @RequestBody RefreshRequest request, Visitor visitor, ServerWebExchange exchange) {
    return doors.refresh(exchange, request, visitor).map(LoggedIn::of);
  }

  @PostMapping("/auth/logout")
  @Operation(summary = "End this login")
  Mono<Done> logout(
      @Valid @RequestBody(required = false) @Nullable RefreshRequest request,
      Visitor visitor,
      ServerWebExchange exchange) {
    return doors.logout(exchange, request, visitor).thenReturn(Done.YES);
  }

  @GetMapping("/user/profile")
  @Operation(summary = "My profile")
  Mono<Profile> profile(Caller caller) {
    return profiles.of(caller).map(Profile::of);
  }

  @PutMapping("/user/profile")
  @Operation(summary = "Change my profile")
  Mono<Profile> change(Caller caller, @Valid @RequestBody ProfileChange change) {
    return profiles.change(caller, change).map(Profile::of);
  }

  @PutMapping("/user/password")
  @Operation(summary = "Change my password and end my other sessions")
  Mono<Done> changePassword(
      Caller caller, @Valid @RequestBody PasswordChangeRequest request, Visitor visitor) {
    return passwords.change(caller, request, visitor).thenReturn(Done.YES);
  }

  @GetMapping("/user/sessions")
  @Operation(summary = "My live logins")
  Mono<SessionList> sessions(Caller caller) {
    return sessions
        .liveLogins(caller.id())
        .map(session -> SessionView.of(session, caller.session()))
        .collectList()
        .map(SessionList::new);
  }
}
