package chat.messages.socketio;

import java.time.Duration;

/**
 * What a client may ask of us.
 *
 * @param connect how long a session may be connected to no namespace
 * @param attachments of one packet
 * @param attachmentBytes of all attachments of one packet together
 * @param nesting how deep the JSON of a packet may be
 * @param name characters of a namespace's or an event's name
 * @param openAcks acknowledgements that one socket may owe us
 */
public record SocketIoSettings(
    Duration connect, int attachments, int attachmentBytes, int nesting, int name, int openAcks) {

  public static SocketIoSettings usual() {
    return new SocketIoSettings(Duration.ofSeconds(45), 10, 1_000_000, 32, 128, 100);
  }

  public SocketIoSettings connect(Duration timeout) {
    return new SocketIoSettings(timeout, attachments, attachmentBytes, nesting, name, openAcks);
  }
}
