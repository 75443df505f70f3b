package chat.wire.event;

import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserRef;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A room or its membership changed. The version counts the changes of one room from 1 without gaps,
 * so that a projection never goes backwards.
 */
public sealed interface RoomEvent extends DomainEvent {
  RoomId room();

  long version();

  @Override
  default String subject() {
    return room().toString();
  }

  /** The creator follows as the first {@link MemberJoined}, unless the room belongs to nobody. */
  @JsonTypeName("room.created")
  record Created(RoomId room, long version, RoomDetails details, @Nullable UserRef by)
      implements RoomEvent {}

  /** The details as they are from now on. An archived room is not updated: this ends an archive. */
  @JsonTypeName("room.updated")
  record Updated(RoomId room, long version, RoomDetails details, UserRef by) implements RoomEvent {}

  /** Everything can still be read; nothing is written until the room is updated again. */
  @JsonTypeName("room.archived")
  record Archived(RoomId room, long version, UserRef by) implements RoomEvent {}

  /** The room is gone for everybody; its members are not told apart one by one. */
  @JsonTypeName("room.deleted")
  record Deleted(RoomId room, long version, @Nullable UserRef by) implements RoomEvent {}

  @JsonTypeName("room.member.joined")
  record MemberJoined(RoomId room, long version, UserRef member, Role role) implements RoomEvent {}

  @JsonTypeName("room.member.left")
  record MemberLeft(RoomId room, long version, UserRef member) implements RoomEvent {}

  @JsonTypeName("room.member.removed")
  record MemberRemoved(
      RoomId room, long version, UserRef member, UserRef by, @Nullable String reason)
      implements RoomEvent {}

  /**
   * Whoever was a member is none any more, and the banned cannot come in again. In the global room,
   * where everybody is a member, {@link MemberJoined} says that a ban was lifted or has ended.
   *
   * @param until when it ends by itself; absent when it does not
   */
  @JsonTypeName("room.member.banned")
  record MemberBanned(
      RoomId room,
      long version,
      UserRef member,
      UserRef by,
      @Nullable String reason,
      @Nullable Instant until)
      implements RoomEvent {}

  @JsonTypeName("room.member.role-changed")
  record MemberRoleChanged(RoomId room, long version, UserRef member, Role role, UserRef by)
      implements RoomEvent {}

  /**
   * @param until absent when the member may speak again
   */
  @JsonTypeName("room.member.muted")
  record MemberMuted(RoomId room, long version, UserRef member, UserRef by, @Nullable Instant until)
      implements RoomEvent {}

  @JsonTypeName("room.invited")
  record Invited(RoomId room, long version, RoomDetails details, UserId invitee, UserRef by)
      implements RoomEvent {}

  /**
   * @param about the message or the user that is reported
   */
  @JsonTypeName("room.reported")
  record Reported(RoomId room, long version, UUID report, UUID about, UserRef by, String reason)
      implements RoomEvent {}
}
