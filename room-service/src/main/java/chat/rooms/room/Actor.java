package chat.rooms.room;

import chat.kit.security.Caller;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;

/** Who wants something of a room. */
public record Actor(UserRef user, boolean administrator) {
  public static Actor of(Caller caller) {
    return new Actor(new UserRef(caller.id(), caller.name(), caller.kind()), caller.isAdmin());
  }

  public UserId id() {
    return user.id();
  }

  boolean guest() {
    return user.kind() == UserKind.GUEST;
  }
}
