package chat.notifications.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
  @Test
  void putsAShortTextOnOneLine() {
    assertThat(Excerpt.of(" Good\n\n  morning ", 20)).isEqualTo("Good morning");
  }

  @Test
  void cutsALongTextBetweenCharacters() {
    assertThat(Excerpt.of("\ud83d\ude00".repeat(5), 5)).isEqualTo("\ud83d\ude00".repeat(5));
    assertThat(Excerpt.of("\ud83d\ude00".repeat(6), 5)).isEqualTo("\ud83d\ude00".repeat(4) + "…");
  }
}
