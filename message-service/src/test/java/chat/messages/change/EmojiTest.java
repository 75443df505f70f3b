package chat.messages.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.kit.problem.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "👍",
        "👍🏽",
        "❤️",
        "❤",
        "👩‍👩‍👧‍👦",
        "🇩🇪",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "1️⃣",
        "☺️",
        "🫠"
      })
  void knowsAnEmojiHoweverItIsComposed(String emoji) {
    assertThat(Emoji.of(emoji)).isEqualTo(emoji);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "1",
        "#",
        "ok",
        "👍👍",
        "👍 ",
        "a👍",
        ":+1:",
        "é",
        "\u200d",
        "\ufe0f",
        "👍\u0301",
        "\ud83d",
        "<b>"
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> Emoji.of(text)).isInstanceOf(Problem.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 5000})
  void refusesAnEmojiWithoutEnd(int joins) {
    assertThatThrownBy(() -> Emoji.of("👩" + "\u200d👩".repeat(joins))).isInstanceOf(Problem.class);
  }
}
