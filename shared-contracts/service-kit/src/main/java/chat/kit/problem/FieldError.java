package chat.kit.problem;

/**
 * What is wrong with one field of a request.
 *
 * @param field where it stands, such as {@code members[2].name}; empty for the body as a whole
 */
public record FieldError(String field, String detail) {
  String sentence() {
    return field.isEmpty() ? "The body " + detail + "." : field + " " + detail + ".";
  }
}
