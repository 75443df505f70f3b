package chat.messages.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileNameTest {
  @Test
  void keepsWhateverPeopleWrite() {
    assertThat(FileName.of("Żółw 帰り道 👩‍👩‍👧 (1).JPG")).isEqualTo("Żółw 帰り道 👩‍👩‍👧 (1).JPG");
  }

  @Test
  void isNoPath() {
    assertThat(FileName.of("../../etc/passwd")).isEqualTo("passwd");
    assertThat(FileName.of("C:\\Windows\\win.ini")).isEqualTo("win.ini");
    assertThat(FileName.of("..")).isEqualTo("file");
  }

  @Test
  void hidesNothing() {
    assertThat(FileName.of("a\r\nSet-Cookie: b\u0000.txt")).isEqualTo("aSet-Cookie: b.txt");
    assertThat(FileName.of("picture\u202egpj.exe")).isEqualTo("picturegpj.exe");
    assertThat(FileName.of("half\ud800.txt")).isEqualTo("half.txt");
  }

  @Test
  void isNeitherEmptyNorEndless() {
    assertThat(FileName.of(null)).isEqualTo("file");
    assertThat(FileName.of(" \t")).isEqualTo("file");
    assertThat(FileName.of("😀".repeat(3000) + ".pdf")).isEqualTo("😀".repeat(196) + ".pdf");
  }
}
