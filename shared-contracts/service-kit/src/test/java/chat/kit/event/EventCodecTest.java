package chat.kit.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.kit.event.EventCodec.Decoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
  private final EventCodec codec = new EventCodec();

  @Test
  void readsWhatItWrites() {
    var event = Facts.envelope(Facts.archived(Facts.room(), 7));

    assertThat(decode(codec.encode(event))).isEqualTo(new Decoded.Known(event));
  }

  @Test
  void knowsATypeOfANewerProducerWhenItSeesOne() {
    var newer =
        codec
            .encode(Facts.envelope(Facts.archived(Facts.room(), 7)))
            .replace("room.archived", "room.frozen");

    assertThat(decode(newer)).isEqualTo(new Decoded.UnknownType("room.frozen"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "not json",
        "{}",
        "[]",
        """
        {"type": "room.archived"}""",
        """
        {"type": "room.archived", "data": {"room": "no id"}}""",
        """
        {"data": {"version": 1}}"""
      })
  void takesNothingElseForAnEvent(String text) {
    assertThat(decode(text)).isInstanceOf(Decoded.Unreadable.class);
  }

  private Decoded decode(String text) {
    return codec.decode(text.getBytes(UTF_8));
  }
}
