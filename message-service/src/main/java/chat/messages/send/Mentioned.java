package chat.messages.send;

import chat.messages.room.Standing;
import chat.messages.room.Standings;
import chat.messages.write.Called;
import chat.wire.Permission;
import chat.wire.RoomId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the members whom a text calls. */
@Component
public class Mentioned {
  private final Standings standings;

  Mentioned(Standings standings) {
    this.standings = standings;
  }

  /**
   * @param writer who calls: not everybody may call everybody
   */
  public Mono<Called> in(String text, RoomId room, Standing writer) {
    Mentions mentions = Mentions.in(text);
    return standings
        .named(room, mentions.names())
        .map(users -> new Called(users, mentions.room() && writer.may(Permission.MENTION_ROOM)));
  }
}
