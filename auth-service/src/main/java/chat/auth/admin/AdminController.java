package chat.auth.admin;

import chat.auth.audit.AuditEntry;
import chat.auth.audit.AuditKind;
import chat.auth.audit.AuditLog;
import chat.auth.key.KeyRing;
import chat.auth.key.SigningKey;
import chat.auth.user.Users;
import chat.kit.problem.Problem;
import chat.kit.problem.Refuses;
import chat.kit.security.Caller;
import chat.wire.ProblemType;
import chat.wire.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The desk of administrators. */
@RestController
@RequestMapping("/api/v1/admin")
@Tag(name = "Administration", description = "Needs the role admin")
class AdminController {
  private final UserAdministration administration;
  private final Users users;
  private final AuditLog audit;
  private final KeyRing keys;

  AdminController(UserAdministration administration, Users users, AuditLog audit, KeyRing keys) {
    this.administration = administration;
    this.users = users;
    this.audit = audit;
    this.keys = keys;
  }

  @GetMapping("/users")
  @Operation(
      summary = "Users, in the order of their ids",
      description = "`query` is the beginning of a name or an address; `after` the last id seen.")
  Flux<AdminUser> users(
      Caller caller,
      @RequestParam(required = false) @Size(max = 254) @Nullable String query,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
    UserId last = after == null ? null : new UserId(after);
    return administrator(caller)
        .thenMany(Flux.defer(() -> users.page(query, last, limit)))
        .map(AdminUser::of);
  }

  @Refuses({ProblemType.FORBIDDEN, ProblemType.USER_NOT_FOUND, ProblemType.CONFLICT})
  @PostMapping("/users/{user}/suspend")
  @Operation(summary = "Close an account, for ever or until a time, and end its sessions")
  Mono<AdminUser> suspend(
      Caller caller, @PathVariable UUID user, @Valid @RequestBody SuspendRequest request) {
    return administrator(caller)
        .then(Mono.defer(() -> notMyself(caller, user)))
        .then(
            Mono.defer(
                () ->
                    administration.suspend(
                        new UserId(user), caller.id(), request.reason(), request.until())))
        .map(AdminUser::of);
  }

  @Refuses({ProblemType.FORBIDDEN, ProblemType.USER_NOT_FOUND})
  @PostMapping("/users/{user}/restore")
  @Operation(summary = "Open an account again")
  Mono<AdminUser> restore(Caller caller, @PathVariable UUID user) {
    return administrator(caller)
        .then(Mono.defer(() -> administration.restore(new UserId(user), caller.id())))
        .map(AdminUser::of);
  }

  @GetMapping("/audit")
  @Operation(
      summary = "The audit log, the newest entries first",
      description = "`user` limits it to one; `before` is the last id seen.")
  Flux<AuditEntry> audit(
      Caller caller,
      @RequestParam(required = false) @Nullable UUID user,
      @RequestParam(required = false) @Nullable UUID before,
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
    UserId whose = user == null ? null : new UserId(user);
    return administrator(caller).thenMany(Flux.defer(() -> audit.page(whose, before, limit)));
  }

  @GetMapping("/keys")
  @Operation(summary = "The signing keys, the oldest first")
  Flux<KeyView> keys(Caller caller) {
    return administrator(caller)
        .then(Mono.defer(keys::keys))
        .flatMapIterable(all -> all)
        .map(KeyView::of);
  }

  @PostMapping("/keys/rotate")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Bring the next signing key",
      description = "It is published at once and signs from `activeFrom` on. One at a time.")
  Mono<KeyView> rotate(Caller caller) {
    return administrator(caller)
        .then(Mono.defer(keys::rotate))
        .delayUntil(
            key -> audit.note(AuditKind.KEY_ROTATION_ORDERED, caller.id(), caller.id(), key.kid()))
        .map(KeyView::of);
  }

  private static Mono<Void> administrator(Caller caller) {
    return caller.isAdmin()
        ? Mono.empty()
        : Mono.error(Problem.of(ProblemType.FORBIDDEN, "This is for administrators."));
  }

  private static Mono<Void> notMyself(Caller caller, UUID user) {
    return caller.id().value().equals(user)
        ? Mono.error(Problem.of(ProblemType.CONFLICT, "You cannot suspend yourself."))
        : Mono.empty();
  }

  record SuspendRequest(
      @Schema(example = "spam") @NotBlank @Size(max = 200) String reason,
      @Schema(description = "For ever when absent") @Future @Nullable Instant until) {}

  record KeyView(String kid, Instant activeFrom) {
    static KeyView of(SigningKey key) {
      return new KeyView(key.kid(), key.activeFrom());
    }
  }
}
