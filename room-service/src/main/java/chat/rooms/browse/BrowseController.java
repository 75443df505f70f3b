package chat.rooms.browse;

import chat.kit.problem.Refuses;
import chat.kit.security.Caller;
import chat.rooms.room.Actor;
import chat.rooms.room.IfMatch;
import chat.rooms.room.Page;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looking at rooms over HTTP. */
@RestController
@Tag(name = "Rooms")
class BrowseController {
  private final RoomLists lists;
  private final RoomPages pages;

  BrowseController(RoomLists lists, RoomPages pages) {
    this.lists = lists;
    this.pages = pages;
  }

  @Operation(summary = "The directory: public rooms by name")
  @GetMapping("/api/v1/rooms")
  Mono<Page<RoomView>> directory(
      @RequestParam(required = false) @Size(max = 80) @Nullable String search,
      @RequestParam(required = false) @Nullable RoomId after,
      @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit) {
    return page(lists.directory(search, after, limit + 1).map(RoomView::outside), limit);
  }

  @Operation(summary = "The rooms you are in")
  @GetMapping("/api/v1/rooms/mine")
  Mono<Page<RoomView>> mine(
      Caller caller,
      @RequestParam(required = false) @Nullable RoomId after,
      @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit) {
    return page(lists.of(caller.id(), after, limit + 1).map(RoomView::outside), limit);
  }

  @Operation(summary = "The rooms you can see, the most lately active first")
  @GetMapping("/api/v1/rooms/active")
  Mono<List<RoomView>> active(
      Caller caller, @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit) {
    return (caller.isAdmin() ? lists.active(limit) : lists.active(caller.id(), limit))
        .map(RoomView::outside)
        .collectList();
  }

  @Operation(summary = "One room, with its ETag")
  @Refuses({ProblemType.ROOM_NOT_FOUND, ProblemType.GONE})
  @GetMapping("/api/v1/rooms/{room}")
  Mono<ResponseEntity<RoomView>> room(@PathVariable RoomId room, Caller caller) {
    return pages
        .view(room, Actor.of(caller))
        .map(view -> ResponseEntity.ok().eTag(IfMatch.tag(view.version())).body(view));
  }

  private static Mono<Page<RoomView>> page(Flux<RoomView> found, int limit) {
    return found.collectList().map(views -> Page.of(views, limit, RoomView::id));
  }
}
