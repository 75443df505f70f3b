package chat.gateway.problem;

import chat.wire.ProblemType;

/**
 * What stands at the address that is a problem's type.
 *
 * @param remedy what a client does about it
 */
record Explanation(ProblemType type, String title, int status, String remedy) {
  static Explanation of(ProblemType type) {
    return new Explanation(type, type.title(), type.status(), remedy(type));
  }

  private static String remedy(ProblemType type) {
    return switch (type) {
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
          "Repeat it after the seconds in `Retry-After`; `service` names the part that is away.";
      case TIMEOUT ->
          "It may have been done or not: read first, or repeat it with the same client id.";
    };
  }
}
