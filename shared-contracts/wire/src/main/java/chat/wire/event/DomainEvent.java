package chat.wire.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * A fact about the domain, in the past tense. Its short wire name stands in {@link JsonTypeName}
 * and is also its routing key.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface DomainEvent
    permits UserEvent, SessionEvent, RoomEvent, MessageEvent, PresenceEvent, NotificationEvent {

  /** What the fact is about. Facts with one subject are published in the order they happened. */
  @JsonIgnore
  String subject();

  /** The short wire name, such as {@code room.member.joined}. */
  @JsonIgnore
  default String type() {
    return getClass().getAnnotation(JsonTypeName.class).value();
  }
}
