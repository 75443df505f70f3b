package chat.rooms.browse;

import chat.rooms.code.Codes;
import chat.rooms.reap.AdHocSettings;
import chat.rooms.room.Actor;
import chat.rooms.room.Authorities;
import chat.rooms.room.Authority;
import chat.rooms.room.Member;
import chat.rooms.room.Room;
import chat.rooms.room.Rooms;
import chat.wire.Permission;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The page of one room, for one reader. */
@Component
public class RoomPages {
  private final Rooms rooms;
  private final Authorities authorities;
  private final Codes codes;
  private final AdHocSettings adHoc;

  RoomPages(Rooms rooms, Authorities authorities, Codes codes, AdHocSettings adHoc) {
    this.rooms = rooms;
    this.authorities = authorities;
    this.codes = codes;
    this.adHoc = adHoc;
  }

  /** The page for somebody who may see the room. */
  public Mono<RoomView> view(RoomId id, Actor actor) {
    return rooms
        .get(id)
        .flatMap(
            room ->
                authorities
                    .require(Permission.SEE, room, actor)
                    .flatMap(authority -> view(room, authority)));
  }

  /** The page for somebody who has the code in hand. */
  public Mono<RoomView> shown(RoomId id) {
    return rooms.get(id).map(RoomView::outside);
  }

  private Mono<RoomView> view(Room room, Authority authority) {
    return Mono.just(authority.may(Permission.SEE_CODE))
        .filter(may -> may)
        .flatMap(may -> codes.find(room.id()))
        .map(code -> Optional.of(code.code()))
        .defaultIfEmpty(Optional.empty())
        .map(code -> view(room, authority.member(), code.orElse(null)));
  }

  private RoomView view(Room room, @Nullable Member member, @Nullable String code) {
    return new RoomView(
        room.id(),
        room.version(),
        room.details(),
        room.members(),
        room.archived(),
        room.createdAt(),
        room.activeAt(),
        member == null ? null : member.role(),
        member == null ? null : member.mutedUntil(),
        code,
        room.kind() == RoomKind.AD_HOC ? adHoc.emptyFor() : null);
  }
}
