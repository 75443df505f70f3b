package chat.auth.user;

import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import chat.wire.UserId;
import chat.wire.UserKind;
import io.r2dbc.postgresql.api.PostgresqlException;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/** How a user stands in the database. */
final class UserRow {
  private UserRow() {}

  /** A name that somebody else was faster to take. */
  static Problem taken(DuplicateKeyException e) {
    boolean email =
        e.getCause() instanceof PostgresqlException cause
            && "users_email_unique".equals(cause.getErrorDetails().getConstraintName().orElse(""));
    String field = email ? "email" : "username";
    return Problem.of(ProblemType.NAME_TAKEN, "This " + field + " is taken.")
        .with("errors", List.of(new FieldError(field, "is taken")));
  }

  static @Nullable String usernameKey(@Nullable String username) {
    return username == null ? null : Names.usernameKey(username);
  }

  static @Nullable String emailKey(@Nullable String email) {
    return email == null ? null : Names.emailKey(email);
  }

  static User read(Readable row) {
    UUID owner = row.get("owner", UUID.class);
    Instant suspendedAt = row.get("suspended_at", Instant.class);
    return new User(
        new UserId(row.get("id", UUID.class)),
        UserKind.valueOf(row.get("kind", String.class).toUpperCase(Locale.ROOT)),
        row.get("username", String.class),
        row.get("email", String.class),
        row.get("email_verified_at", Instant.class) != null,
        row.get("password_hash", String.class),
        row.get("display_name", String.class),
        row.get("avatar", String.class),
        row.get("about", String.class),
        row.get("locale", String.class),
        row.get("time_zone", String.class),
        row.get("admin", Boolean.class),
        owner == null ? null : new UserId(owner),
        row.get("version", Long.class),
        row.get("created_at", Instant.class),
        suspendedAt == null
            ? null
            : new Suspension(
                suspendedAt,
                row.get("suspended_until", Instant.class),
                row.get("suspension_reason", String.class)));
  }
}
