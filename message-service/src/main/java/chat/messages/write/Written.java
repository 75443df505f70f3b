package chat.messages.write;

import chat.wire.RoomId;

/** Hears in which rooms something was committed by this node. It must not take long. */
@FunctionalInterface
public interface Written {
  void in(RoomId room);
}
