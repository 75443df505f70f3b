package chat.auth.email;

/** What a mailed link is good for. */
public enum LinkPurpose {
  VERIFY_EMAIL("verify-email"),
  RESET_PASSWORD("reset-password");

  private final String word;

  LinkPurpose(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
