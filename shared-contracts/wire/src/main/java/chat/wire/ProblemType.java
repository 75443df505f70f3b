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
}
