package chat.messages.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MentionsTest {
  @Test
  void findsNamesAndLeavesThePunctuationBehindThem() {
    assertThat(Mentions.in("@ada, (@ben.b) @carl-m! @_x_?").names())
        .containsExactly("ada", "ben.b", "carl-m", "_x_");
  }

  @Test
  void findsNamesOfAnyScript() {
    assertThat(Mentions.in("@Zoë @мария @花子、").names()).containsExactly("Zoë", "мария", "花子");
  }

  @Test
  void findsNamesWithSpacesInQuotes() {
    assertThat(Mentions.in("@\"Calm Otter 12\": hello @\"Ann\", @ben said \"no\"").names())
        .containsExactly("Calm Otter 12", "Ann", "ben");
  }

  @Test
  void quotesThatDoNotEndOnTheirLineCallNobody() {
    assertThat(Mentions.in("@\"Calm\nOtter\" @\"\" @\"Calm").names()).isEmpty();
  }

  @Test
  void anAddressIsNoMention() {
    assertThat(Mentions.in("write to ada@example.org or @@ada").names()).isEmpty();
  }

  @Test
  void theRoomIsNobodysName() {
    assertThat(Mentions.in("@room and @ada"))
        .isEqualTo(new Mentions(java.util.List.of("ada"), true));
    assertThat(Mentions.in("@Room").room()).isTrue();
    assertThat(Mentions.in("@roommate").room()).isFalse();
  }

  @Test
  void aTextOfMentionsIsBounded() {
    String many =
        IntStream.range(0, 1000).mapToObj(i -> "@user" + i).collect(Collectors.joining(" "));
    assertThat(Mentions.in(many).names()).hasSize(50);
  }
}
