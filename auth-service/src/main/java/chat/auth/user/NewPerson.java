package chat.auth.user;

/** What makes a person: names in the form in which they are kept, and a password's hash. */
public record NewPerson(String username, String email, String passwordHash, String displayName) {
  @Override
  public String toString() {
    return "NewPerson[" + username + "]";
  }
}
