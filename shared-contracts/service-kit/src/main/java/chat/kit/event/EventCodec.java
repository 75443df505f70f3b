package chat.kit.event;

import chat.wire.event.CloudEvent;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.json.JsonMapper;

/** Events as they stand on the wire, which does not change with a service's own JSON settings. */
final class EventCodec {
  private final JsonMapper json =
      JsonMapper.builder()
          .findAndAddModules()
          .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
          .build();

  String encode(CloudEvent event) {
    return json.writeValueAsString(event);
  }

  Decoded decode(byte[] bytes) {
    try {
      CloudEvent event = json.readValue(bytes, CloudEvent.class);
      return isWhole(event)
          ? new Decoded.Known(event)
          : new Decoded.Unreadable("An attribute that every event has is missing");
    } catch (InvalidTypeIdException e) {
      return unknownType(e);
    } catch (JacksonException e) {
      return new Decoded.Unreadable(e.getOriginalMessage());
    }
  }

  private static Decoded unknownType(InvalidTypeIdException e) {
    @Nullable String type = e.getTypeId();
    return type == null
        ? new Decoded.Unreadable("The event has no type")
        : new Decoded.UnknownType(type);
  }

  /** JSON may omit what the record promises. */
  private static boolean isWhole(@Nullable CloudEvent event) {
    return event != null
        && Stream.of(event.id(), event.source(), event.subject(), event.time(), event.data())
            .allMatch(Objects::nonNull);
  }

  /** What bytes from a queue turned out to be. */
  sealed interface Decoded {
    record Known(CloudEvent event) implements Decoded {}

    /** An event of a newer producer, of no concern to this reader. */
    record UnknownType(String type) implements Decoded {}

    record Unreadable(String reason) implements Decoded {}
  }
}
