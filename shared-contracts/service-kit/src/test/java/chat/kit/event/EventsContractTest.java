package chat.kit.event;

import static org.assertj.core.api.Assertions.assertThat;

import chat.kit.Ids;
import chat.kit.event.EventCodec.Decoded;
import chat.kit.testing.Contract;
import chat.wire.event.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What anybody's consumer finds in its queue is what the AsyncAPI document says. */
class EventsContractTest extends EventsTest {
  @Test
  void everyEventArrivesAsItsDocumentSays() {
    Contract.EVENTS
        .examples()
        .forEach(
            (type, example) -> {
              CloudEvent event = own(example.toString());
              publish(event);

              Tap.Raw arrived =
                  Objects.requireNonNull(
                      eventually().until(() -> tap.raw(event.id()), Objects::nonNull));
              assertThat(arrived.key()).isEqualTo(type);
              assertThat(arrived.contentType()).isEqualTo(CloudEvent.MEDIA_TYPE);
              assertThat(Contract.EVENTS.wrongWith(type, arrived.body())).isEmpty();
              // the document's own example leaves nothing out
              assertThat(arrived.body().path("data")).isEqualTo(example.path("data"));
            });
  }

  /** The same event, happening now. */
  private CloudEvent own(String example) {
    Decoded.Known read = (Decoded.Known) codec.decode(example.getBytes(StandardCharsets.UTF_8));
    CloudEvent event = read.event();
    return CloudEvent.of(
        Ids.next(), event.source(), event.time(), event.traceparent(), event.data());
  }
}
