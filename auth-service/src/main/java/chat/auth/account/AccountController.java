package chat.auth.account;

import chat.auth.password.OwnPassword;
import chat.auth.user.EmailAddress;
import chat.auth.user.OwnProfile;
import chat.auth.user.User;
import chat.auth.visitor.Visitor;
import chat.kit.problem.Refuses;
import chat.kit.security.Caller;
import chat.wire.ProblemType;
import chat.wire.UserKind;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One's own account. */
@RestController
@RequestMapping("/api/v1/users/me")
@Tag(name = "My account")
class AccountController {
  private final Profiles profiles;
  private final Deletion deletion;
  private final Exports exports;
  private final OwnPassword ownPassword;

  AccountController(
      Profiles profiles, Deletion deletion, Exports exports, OwnPassword ownPassword) {
    this.profiles = profiles;
    this.deletion = deletion;
    this.exports = exports;
    this.ownPassword = ownPassword;
  }

  @GetMapping
  @Operation(summary = "My profile")
  Mono<OwnProfile> profile(Caller caller) {
    return profiles.of(caller).map(OwnProfile::of);
  }

  @Refuses(ProblemType.INVALID_REQUEST)
  @PatchMapping
  @Operation(
      summary = "Change my profile",
      description = "What is absent stays; what is empty is taken away.")
  Mono<OwnProfile> change(Caller caller, @Valid @RequestBody ProfileChange change) {
    return profiles.change(caller, change).map(OwnProfile::of);
  }

  @Refuses({
    ProblemType.INVALID_REQUEST,
    ProblemType.BAD_CREDENTIALS,
    ProblemType.NAME_TAKEN,
    ProblemType.BUSY
  })
  @PutMapping("/email")
  @Operation(summary = "Change my address; a letter asks for it to be confirmed")
  Mono<OwnProfile> changeEmail(
      Caller caller, @Valid @RequestBody EmailRequest request, Visitor visitor) {
    return profiles
        .changeEmail(caller, request.email(), request.password(), visitor)
        .map(OwnProfile::of);
  }

  @Refuses({ProblemType.BAD_CREDENTIALS, ProblemType.BUSY})
  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Delete my account and my bots",
      description = "Needs the password; a guest has none.")
  Mono<Void> delete(
      Caller caller,
      @Valid @RequestBody(required = false) @Nullable DeleteRequest request,
      Visitor visitor) {
    return confirmed(caller, request, visitor).flatMap(user -> deletion.delete(user, visitor));
  }

  @GetMapping("/export")
  @Operation(summary = "Everything that is known of me here")
  Mono<ResponseEntity<Export>> export(Caller caller, Visitor visitor) {
    return profiles
        .of(caller)
        .flatMap(user -> exports.of(user, caller, visitor))
        .map(
            export ->
                ResponseEntity.ok()
                    .header(
                        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=chat-account.json")
                    .body(export));
  }

  private Mono<User> confirmed(Caller caller, @Nullable DeleteRequest request, Visitor visitor) {
    return caller.kind() == UserKind.GUEST
        ? profiles.of(caller)
        : ownPassword.confirm(caller, request == null ? "" : request.password(), visitor);
  }

  record EmailRequest(
      @Schema(example = "ada@example.com") @NotNull @Size(max = 254) @EmailAddress String email,
      @Schema(example = "analytical engine 1843") @NotNull @Size(min = 1, max = 128)
          String password) {
    @Override
    public String toString() {
      return "EmailRequest[" + email + "]";
    }
  }

  record DeleteRequest(
      @Schema(example = "analytical engine 1843") @NotNull @Size(min = 1, max = 128)
          String password) {
    @Override
    public String toString() {
      return "DeleteRequest[…]";
    }
  }
}
