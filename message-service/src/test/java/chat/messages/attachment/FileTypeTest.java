package chat.messages.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTypeTest {
  @ParameterizedTest
  @CsvSource({
    "89504e470d0a1a0a0000, image/png",
    "ffd8ffe000, image/jpeg",
    "474946383961ff, image/gif",
    "52494646aaaaaaaa57454250, image/webp",
    "52494646aaaaaaaa57415645, audio/wav",
    "0000001866747970 6d703432, video/mp4",
    "255044462d312e37, application/pdf",
    "504b030414, application/zip",
    "4d5a900003, application/octet-stream",
    "00, application/octet-stream",
    "c3a9, text/plain",
    "c328, application/octet-stream"
  })
  void knowsAFileByItsFirstBytes(String hex, String type) {
    assertThat(FileType.of(HexFormat.of().parseHex(hex.replace(" ", "")), true)).isEqualTo(type);
  }

  @Test
  void aPageAndADrawingAreText() {
    assertThat(type("<!doctype html><script>alert(1)</script>")).isEqualTo(FileType.TEXT);
    assertThat(type("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"))
        .isEqualTo(FileType.TEXT);
  }

  @Test
  void aCharacterMayBeCutWhereTheLookingEnds() {
    byte[] text = "é".repeat(300).getBytes(StandardCharsets.UTF_8);
    byte[] cut = Arrays.copyOf(text, 511);

    assertThat(FileType.of(cut, false)).isEqualTo(FileType.TEXT);
    assertThat(FileType.of(cut, true)).isEqualTo(FileType.UNKNOWN);
  }

  @Test
  void aLieIsWhatCanBeCheckedAndIsNotSo() {
    assertThat(FileType.lie("image/png", FileType.TEXT)).contains("image/png");
    assertThat(FileType.lie("image/jpg; q=1", "image/jpeg")).isEmpty();
    assertThat(FileType.lie("text/html", FileType.TEXT)).isEmpty();
    assertThat(FileType.lie("application/x-unheard-of", FileType.UNKNOWN)).isEmpty();
    assertThat(FileType.lie(null, "image/png")).isEmpty();
  }

  private static String type(String text) {
    return FileType.of(text.getBytes(StandardCharsets.UTF_8), true);
  }
}
