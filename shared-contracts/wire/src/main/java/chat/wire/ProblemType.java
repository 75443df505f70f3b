package chat.wire;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Every way the platform refuses: the type of an RFC 9457 problem over HTTP and of the error in a
 * socket's ack. A client decides by the type; title and detail are for people.
 */
public enum ProblemType {
  INVALID_REQUEST(400, "invalid-request", "The request is not valid"),
  MALFORMED_REQUEST(400, "malformed-request", "The request cannot be read"),
  UNKNOWN_VERSION(400, "unknown-version", "There is no such version of this interface"),

  UNAUTHENTICATED(401, "unauthenticated", "Log in first"),
  TOKEN_EXPIRED(401, "token-expired", "The access token has expired"),
  TOKEN_REJECTED(401, "token-rejected", "The access token is not accepted"),
  SESSION_REVOKED(401, "session-revoked", "This session has been ended"),
  BAD_CREDENTIALS(401, "bad-credentials", "Name or password is wrong"),
  SECOND_FACTOR_REQUIRED(401, "second-factor-required", "A code of the second factor is needed"),

  FORBIDDEN(403, "forbidden", "You may not do this"),
  NOT_A_MEMBER(403, "not-a-member", "You are not a member of this room"),
  BANNED(403, "banned", "You are banned from this room"),
  MUTED(403, "muted", "You may not write in this room now"),
  ACCOUNT_SUSPENDED(403, "account-suspended", "This account is suspended"),

  NOT_FOUND(404, "not-found", "There is nothing here"),
  ROOM_NOT_FOUND(404, "room-not-found", "There is no such room"),
  MESSAGE_NOT_FOUND(404, "message-not-found", "There is no such message"),
  USER_NOT_FOUND(404, "user-not-found", "There is no such user"),

  METHOD_NOT_ALLOWED(405, "method-not-allowed", "This address does not take that method"),
  NOT_ACCEPTABLE(406, "not-acceptable", "This address does not answer in that media type"),

  CONFLICT(409, "conflict", "This contradicts what is already there"),
  ID_REUSED(409, "id-reused", "The same id was used before with other content"),
  NAME_TAKEN(409, "name-taken", "This name is taken"),
  ROOM_FULL(409, "room-full", "The room is full"),
  LAST_OWNER(409, "last-owner", "A room cannot be left without an owner"),
  GONE(410, "gone", "This is no longer here"),
  OUTDATED(412, "outdated", "Somebody else has changed this in the meantime"),
  PAYLOAD_TOO_LARGE(413, "payload-too-large", "The request is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "This media type is not taken here"),
  TOO_MANY_REQUESTS(429, "too-many-requests", "Too many requests; wait a little"),

  INTERNAL(500, "internal", "Something went wrong on our side"),
  BUSY(503, "busy", "Too busy at the moment; try again"),
  UNAVAILABLE(503, "unavailable", "A part of the platform is away"),
  TIMEOUT(504, "timeout", "A part of the platform did not answer in time");

  private final int status;
  private final String slug;
  private final String title;

  ProblemType(int status, String slug, String title) {
    this.status = status;
    this.slug = slug;
    this.title = title;
  }

  /** The HTTP status that goes with it. */
  public int status() {
    return status;
  }

  /** The wire form: a URI reference that the gateway's documentation answers. */
  @JsonValue
  public String uri() {
    return "/problems/" + slug;
  }

  /** The same sentence for every occurrence. */
  public String title() {
    return title;
  }

  /** What a client does about it: the detail of a refusal that has no better one. */
  public String remedy() {
    return switch (this) {
      case INVALID_REQUEST ->
          "Mend the fields that `errors` names; the same request again gives the same answer.";
      case MALFORMED_REQUEST ->
          "Send valid JSON of the documented shape, to an address without tricks in it.";
      case UNKNOWN_VERSION -> "Call /api/v1.";
      case UNAUTHENTICATED -> "Send `Authorization: Bearer` with an access token.";
      case TOKEN_EXPIRED -> "Get a new access token with the refresh token and ask again.";
      case TOKEN_REJECTED -> "Throw the token away and log in again.";
      case SESSION_REVOKED -> "Forget the session's tokens and log in again.";
      case BAD_CREDENTIALS -> "Ask the person again; after a few failures the answer takes longer.";
      case SECOND_FACTOR_REQUIRED -> "Ask the person for a code and log in again with it.";
      case FORBIDDEN -> "Do not repeat it: this needs a right that the caller does not have.";
      case NOT_A_MEMBER -> "Join the room first, by its code or by an invitation.";
      case BANNED -> "Do not repeat it: a moderator of the room can lift the ban.";
      case MUTED -> "Wait until the mute ends, or ask a moderator of the room.";
      case ACCOUNT_SUSPENDED -> "Do not repeat it: an administrator can restore the account.";
      case NOT_FOUND -> "Check the address against the documentation.";
      case ROOM_NOT_FOUND ->
          "Check the room's id or code; rooms may end, and codes may be changed.";
      case MESSAGE_NOT_FOUND -> "Check the message's id; it may have been removed.";
      case USER_NOT_FOUND -> "Check the user's id; the account may have been deleted.";
      case METHOD_NOT_ALLOWED -> "Use one of the methods that the `Allow` header names.";
      case NOT_ACCEPTABLE -> "Ask for application/json.";
      case CONFLICT -> "Read what is there now, then decide again.";
      case ID_REUSED -> "Give every new message a client id of its own.";
      case NAME_TAKEN -> "Choose another name.";
      case ROOM_FULL -> "Try again when somebody has left.";
      case LAST_OWNER -> "Make another member an owner first.";
      case GONE -> "Do not repeat it.";
      case OUTDATED -> "Read the newest version, apply the change to it and send its ETag.";
      case PAYLOAD_TOO_LARGE -> "Send less at once.";
      case UNSUPPORTED_MEDIA_TYPE ->
          "Send application/json, unless the documentation says otherwise.";
      case TOO_MANY_REQUESTS -> "Wait as long as `Retry-After` says.";
      case INTERNAL -> "Report it with its `traceId`; repeating a read is harmless.";
      case BUSY -> "Repeat it after a moment, with the same client id if it is a message.";
      case UNAVAILABLE ->
          "Repeat it after a few seconds, or those in `Retry-After`; read again what may have been done.";
      case TIMEOUT ->
          "It may have been done or not: read first, or repeat it with the same client id.";
    };
  }
}
