package chat.kit.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.kit.event.Parcels.Parcel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParcelsTest {
  /** What was sent, each time. */
  private final List<String> sent = new ArrayList<>();

  private final Parcel parcel =
      new Parcel(
          new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int from, int length) {
              sent.add(new String(bytes, from, length, ISO_8859_1));
            }
          });

  @Test
  void whatIsFlushedAloneLeavesAtOnce() throws IOException {
    say("one");
    say("two");

    assertThat(sent).containsExactly("one", "two");
  }

  @Test
  void whatIsPublishedTogetherLeavesTogether() throws IOException {
    String answer =
        Parcels.together(
            () -> {
              say("one ");
              say("two ");
              parcel.write('3');
              parcel.flush();
              assertThat(sent).isEmpty();
              return "done";
            });

    assertThat(answer).isEqualTo("done");
    assertThat(sent).containsExactly("one two 3");
  }

  @Test
  void anothersFlushSendsWhatThereIs() throws IOException {
    Parcels.together(
        () -> {
          say("one ");
          sayElsewhere("heartbeat ");
          assertThat(sent).containsExactly("one heartbeat ");
          say("two");
          return true;
        });

    assertThat(sent).containsExactly("one heartbeat ", "two");
  }

  @Test
  void whatIsMoreThanAParcelHoldsGoesAheadInItsOrder() throws IOException {
    String much = "x".repeat(40_000);
    String tooMuch = "y".repeat(70_000);
    Parcels.together(
        () -> {
          say(much);
          say(much);
          say(tooMuch);
          say("end");
          return true;
        });

    assertThat(String.join("", sent)).isEqualTo(much + much + tooMuch + "end");
  }

  @Test
  void whatWasHeldWhenPublishingFailedIsNotLost() throws IOException {
    assertThatThrownBy(
            () ->
                Parcels.together(
                    () -> {
                      say("one ");
                      throw new IOException("no more");
                    }))
        .hasMessage("no more");
    say("two");

    assertThat(sent).containsExactly("one two");
  }

  private void say(String words) throws IOException {
    parcel.write(words.getBytes(ISO_8859_1));
    parcel.flush();
  }

  /** On a thread of its own. */
  private void sayElsewhere(String words) {
    CompletableFuture.runAsync(
            () -> {
              try {
                say(words);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }
}
