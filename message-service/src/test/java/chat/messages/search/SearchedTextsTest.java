package chat.messages.search;

import static org.assertj.core.api.Assertions.assertThat;

import chat.wire.Message;
import chat.wire.MessageId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What texts are found by, in whatever script. */
class SearchedTextsTest extends SearchOverHttp {
  private static final String[] PIECES = {
    "the",
    "theory",
    "Ада",
    "ада",
    "ёлка",
    "élan",
    "ELAN",
    "straße",
    "STRASSE",
    "møøse",
    "東京",
    "京都",
    "東京都",
    "カタカナ",
    "がっこう",
    "สวัสดี",
    "مرحبا",
    "مُرحبا",
    "שלום",
    "नमस्ते",
    "안녕하세요",
    "👍",
    "👍🏽",
    "👩‍👩‍👧",
    "🇫🇷",
    "C++",
    "x2",
    "42",
    "4",
    "a-b",
    "don't",
    "ΣΊΣΥΦΟΣ",
    "σίσυφος",
    "ﬁn",
    "fin",
    "ｆｕｌｌ",
    "full",
    "I",
    "ı",
    "İ",
    "😀😀",
    "😀"
  };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Good morning, Ada             | morn ada",
        "Good morning, Ada             | \"good morning\"",
        "Crème brûlée                  | creme BRULEE",
        "Ёлка в лесу                   | елка",
        "我昨天去了东京塔                | 东京",
        "今日は学校へ行った               | 学校",
        "สวัสดีครับ                      | ดีครับ",
        "ｶﾀｶﾅ                          | カタカナ",
        "مُحَمَّد                           | محمد",
        "well done 👍🏽                  | 👍",
        "it's C++17                    | c++17",
        "version 1.2.3                 | 1.2.3"
      })
  void findsWhatPeopleMean(String text, String query) {
    Message message = say(ada, room, text);

    assertThat(find(ben, query)).containsExactly(message.id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Good morning, Ada | \"morning good\"",
        "Good morning, Ada | \"good morn\"",
        "Good morning, Ada | orning",
        "东西 京东           | 东京",
        "东 京               | 东京",
        "Good morning      | good evening"
      })
  void doesNotFindWhatIsNotThere(String text, String query) {
    say(ada, room, text);

    assertThat(find(ben, query)).isEmpty();
  }

  @Test
  void findsWhatBruteForceFindsInARandomCorpusOfAllScripts() {
    Random random = new Random(42);
    Map<MessageId, String> corpus = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      String text = text(random);
      corpus.put(say(random.nextBoolean() ? ada : ben, room, text).id(), text);
    }
    for (int i = 0; i < 150; i++) {
      String query = PIECES[random.nextInt(PIECES.length)];
      if (random.nextInt(3) == 0) {
        query += " " + PIECES[random.nextInt(PIECES.length)];
      }
      String wanted = query;
      List<MessageId> expected =
          corpus.entrySet().stream()
              .filter(entry -> BruteForce.finds(entry.getValue(), wanted))
              .map(Map.Entry::getKey)
              .toList();

      assertThat(find(ben, query)).as(query).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static String text(Random random) {
    String[] separators = {" ", ", ", "", " – ", "\n", " "};
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1 + random.nextInt(6); i++) {
      text.append(PIECES[random.nextInt(PIECES.length)])
          .append(separators[random.nextInt(separators.length)]);
    }
    return text.toString();
  }

  @Test
  void showsThePieceAndWhatToHighlight() {
    say(ada, room, "x".repeat(50) + " ".repeat(50) + "😀 Crème brûlée, please " + "y".repeat(400));

    Hit.Snippet snippet = hits(ask(ada, "brulee creme", "")).hits().getFirst().snippet();

    assertThat(snippet.text()).hasSizeLessThanOrEqualTo(241);
    assertThat(
            snippet.found().stream()
                .map(range -> snippet.text().substring(range.start(), range.end())))
        .containsExactly("Crème", "brûlée");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "...", "\"\"", "' & | ! ( ) : * \\"})
  void refusesWhatCannotBeLookedFor(String query) {
    int status = ask(ada, query, "").returnResult(byte[].class).getStatus().value();

    assertThat(status).isIn(query.contains("|") ? List.of(200) : List.of(400));
  }
}
