package chat.wire.event;

import chat.wire.RevocationReason;
import chat.wire.SessionId;
import chat.wire.UserId;
import chat.wire.UserKind;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/** A login began or was ended before its time. */
public sealed interface SessionEvent extends DomainEvent {
  SessionId session();

  UserId user();

  @Override
  default String subject() {
    return user().toString();
  }

  @JsonTypeName("session.started")
  record Started(SessionId session, UserId user, UserKind kind, @Nullable String device)
      implements SessionEvent {}

  @JsonTypeName("session.revoked")
  record Revoked(SessionId session, UserId user, RevocationReason reason) implements SessionEvent {}
}
