package chat.wire.event;

import chat.wire.UserId;
import chat.wire.UserKind;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to a user. Nothing here names an address or a secret. */
public sealed interface UserEvent extends DomainEvent {
  UserId user();

  @Override
  default String subject() {
    return user().toString();
  }

  /**
   * @param name the unique name others mention; a guest has none
   */
  @JsonTypeName("user.registered")
  record Registered(UserId user, UserKind kind, @Nullable String name, String displayName)
      implements UserEvent {}

  /** The profile as it is from now on; a guest that became a person shows in {@code kind}. */
  @JsonTypeName("user.updated")
  record Updated(
      UserId user,
      long version,
      UserKind kind,
      @Nullable String name,
      String displayName,
      @Nullable String avatar)
      implements UserEvent {}

  @JsonTypeName("user.deleted")
  record Deleted(UserId user) implements UserEvent {}

  /**
   * @param until when it ends by itself; absent when it does not
   */
  @JsonTypeName("user.suspended")
  record Suspended(UserId user, UserId by, String reason, @Nullable Instant until)
      implements UserEvent {}

  @JsonTypeName("user.restored")
  record Restored(UserId user, UserId by) implements UserEvent {}
}
