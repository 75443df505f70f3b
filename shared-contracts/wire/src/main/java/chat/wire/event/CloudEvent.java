package chat.wire.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of a domain event: CloudEvents 1.0 in JSON. The attribute {@code type} is the wire
 * name of the data.
 *
 * @param id unique for ever; consumers recognise a redelivery by it
 * @param source the service that says so, such as {@code /room-service}
 * @param subject what the event is about: the order is kept among events of one subject
 * @param traceparent the W3C trace in which it happened
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CloudEvent(
    String specversion,
    UUID id,
    String source,
    String subject,
    Instant time,
    String datacontenttype,
    @Nullable String traceparent,
    @JsonTypeInfo(
            use = JsonTypeInfo.Id.NAME,
            include = JsonTypeInfo.As.EXTERNAL_PROPERTY,
            property = "type")
        @JsonProperty(required = true)
        DomainEvent data) {

  public static final String MEDIA_TYPE = "application/cloudevents+json";

  public static CloudEvent of(
      UUID id, String source, Instant time, @Nullable String traceparent, DomainEvent data) {
    return new CloudEvent(
        "1.0", id, source, data.subject(), time, "application/json", traceparent, data);
  }
}
