package chat.launcher;

/** Something the person at the terminal can mend: one line that says what and how. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Refusal(String message) {
    super(message);
  }
}
