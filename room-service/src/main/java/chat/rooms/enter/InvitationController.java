package chat.rooms.enter;

import chat.kit.security.Caller;
import chat.rooms.room.Actor;
import chat.rooms.room.Authorities;
import chat.rooms.room.Rooms;
import chat.wire.Permission;
import chat.wire.RoomId;
import chat.wire.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Invitations over HTTP: sent, received, declined, taken back. */
@RestController
@Tag(name = "Invitations")
class InvitationController {
  private final Inviting inviting;
  private final Invitations invitations;
  private final Rooms rooms;
  private final Authorities authorities;

  InvitationController(
      Inviting inviting, Invitations invitations, Rooms rooms, Authorities authorities) {
    this.inviting = inviting;
    this.invitations = invitations;
    this.rooms = rooms;
    this.authorities = authorities;
  }

  @Operation(summary = "Invite somebody")
  @PutMapping("/api/v1/rooms/{room}/invitations/{user}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> invite(@PathVariable RoomId room, @PathVariable UserId user, Caller caller) {
    return inviting.invite(room, user, Actor.of(caller));
  }

  @Operation(summary = "Take an invitation back")
  @DeleteMapping("/api/v1/rooms/{room}/invitations/{user}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> withdraw(@PathVariable RoomId room, @PathVariable UserId user, Caller caller) {
    return inviting.withdraw(room, user, Actor.of(caller));
  }

  @Operation(summary = "Decline an invitation")
  @DeleteMapping("/api/v1/rooms/{room}/invitations/me")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> decline(@PathVariable RoomId room, Caller caller) {
    return inviting.withdraw(room, caller.id(), Actor.of(caller));
  }

  @Operation(summary = "The invitations that nobody has answered yet")
  @GetMapping("/api/v1/rooms/{room}/invitations")
  Mono<List<Invitations.Sent>> sent(@PathVariable RoomId room, Caller caller) {
    return rooms
        .get(room)
        .delayUntil(found -> authorities.require(Permission.INVITE, found, Actor.of(caller)))
        .flatMap(found -> invitations.sent(room).collectList());
  }

  @Operation(summary = "The invitations you have received")
  @GetMapping("/api/v1/invitations")
  Mono<List<Invitations.Received>> received(Caller caller) {
    return invitations.received(caller.id()).collectList();
  }
}
