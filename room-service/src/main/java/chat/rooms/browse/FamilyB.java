package chat.rooms.browse;

import chat.kit.security.Caller;
import chat.rooms.room.Actor;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The two routes under which clients of an earlier server look for rooms. */
@RestController
@Tag(name = "Family B")
class FamilyB {
  private static final int MOST = 200;

  private final RoomLists lists;
  private final RoomPages pages;

  FamilyB(RoomLists lists, RoomPages pages) {
    this.lists = lists;
    this.pages = pages;
  }

  /** A room in the words of that server. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PlainRoom(
      RoomId id, String name, @Nullable String description, int memberCount, Instant createdAt) {

    static PlainRoom of(RoomView room) {
      RoomDetails details = room.details();
      return new PlainRoom(
          room.id(), details.name(), details.topic(), room.members(), room.createdAt());
    }
  }

  @Operation(summary = "The rooms you can see, in the words of an earlier server")
  @GetMapping("/api/chat/rooms")
  Mono<List<PlainRoom>> rooms(Caller caller) {
    return lists.active(caller.id(), MOST).map(RoomView::outside).map(PlainRoom::of).collectList();
  }

  @Operation(summary = "One room, in the words of an earlier server")
  @GetMapping("/api/chat/rooms/{id}")
  Mono<PlainRoom> room(@PathVariable RoomId id, Caller caller) {
    return pages.view(id, Actor.of(caller)).map(PlainRoom::of);
  }
}
