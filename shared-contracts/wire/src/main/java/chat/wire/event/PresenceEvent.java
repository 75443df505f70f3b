package chat.wire.event;

import chat.wire.PresenceStatus;
import chat.wire.UserId;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/** Somebody came or went, all of their connections taken together. */
public sealed interface PresenceEvent extends DomainEvent {
  UserId user();

  @Override
  default String subject() {
    return user().toString();
  }

  @JsonTypeName("presence.changed")
  record Changed(UserId user, PresenceStatus status, Instant lastSeen) implements PresenceEvent {}
}
