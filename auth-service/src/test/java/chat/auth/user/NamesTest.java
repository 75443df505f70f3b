package chat.auth.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @ParameterizedTest
  @CsvSource({"Ada, ada", "ＡＤＡ, ada", "STRASSE, straße", "Zoe\u0308, zoë", "ﬁn, fin"})
  void knowsTwoSpellingsOfOneName(String one, String other) {
    assertThat(Names.usernameKey(one)).isEqualTo(Names.usernameKey(other));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada", "ada.lovelace", "Zoë-99", "山田たろう", "владимир", "a_b"})
  void takesUsernamesOfAnyScript(String name) {
    assertThat(Names.isUsername(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ab", ".ada", "ada.", "a b c", "раypal", "ada@home", "🦊🦊🦊", "a\u202Eda"})
  void refusesUsernamesThatDeceive(String name) {
    assertThat(Names.isUsername(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada@example.org", "Ada+tag@sub.example.co.uk", "ada@bücher.example"})
  void takesAddresses(String address) {
    assertThat(Names.isEmail(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ada", "@example.org", "ada@", "a da@example.org", "ada@exa mple.org", "a@b"})
  void refusesWhatMailCannotReach(String address) {
    assertThat(Names.isEmail(address)).isFalse();
  }

  @Test
  void comparesAddressesWithoutCaseAndInTheDomainsWireForm() {
    assertThat(Names.emailKey(" ADA@Bücher.Example ")).isEqualTo("ada@xn--bcher-kva.example");
  }
}
