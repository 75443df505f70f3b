package chat.messages.engine;

import java.nio.charset.StandardCharsets;

/** What a client is told first. */
final class Handshake {
  private Handshake() {}

  /** The answer to a first poll. */
  static byte[] payload(String sid, EngineSettings settings) {
    return text(sid, "\"websocket\"", settings).getBytes(StandardCharsets.UTF_8);
  }

  /** The first frame of a WebSocket, which cannot become anything better. */
  static Frame frame(String sid, EngineSettings settings) {
    return Frame.text(text(sid, "", settings));
  }

  private static String text(String sid, String upgrades, EngineSettings settings) {
    return """
        0{"sid":"%s","upgrades":[%s],"pingInterval":%d,"pingTimeout":%d,"maxPayload":%d}"""
        .formatted(
            sid,
            upgrades,
            settings.pingInterval().toMillis(),
            settings.pingTimeout().toMillis(),
            settings.maxPayload());
  }
}
