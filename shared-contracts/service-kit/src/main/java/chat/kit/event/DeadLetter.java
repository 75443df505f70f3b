package chat.kit.event;

import com.rabbitmq.client.GetResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event that was given up, as operators see it.
 *
 * @param id of the event; an unreadable one has an id of its own
 * @param attempts none when there was no point in trying
 * @param event as JSON when it is JSON, as text when it is not
 */
record DeadLetter(
    @Nullable String id,
    @Nullable String type,
    @Nullable String reason,
    @Nullable String attempts,
    @Nullable String at,
    Object event) {

  static DeadLetter of(GetResponse letter) {
    var properties = letter.getProps();
    Map<String, Object> headers = Objects.requireNonNullElseGet(properties.getHeaders(), Map::of);
    return new DeadLetter(
        properties.getMessageId(),
        text(headers, Burial.TYPE),
        text(headers, Burial.REASON),
        text(headers, Burial.ATTEMPTS),
        text(headers, Burial.AT),
        content(letter.getBody()));
  }

  private static @Nullable String text(Map<String, Object> headers, String name) {
    @Nullable Object value = headers.get(name);
    return value == null ? null : value.toString();
  }

  private static Object content(byte[] body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      return new String(body, StandardCharsets.UTF_8);
    }
  }
}
