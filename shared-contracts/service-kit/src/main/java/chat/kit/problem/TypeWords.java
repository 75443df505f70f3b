package chat.kit.problem;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Words for Java's types, so that a client is told what to send and not how we hold it. */
final class TypeWords {
  private static final Map<Class<?>, String> WORDS =
      Map.of(
          UUID.class, "a UUID",
          Instant.class, "a time such as 2026-01-31T12:00:00Z",
          LocalDate.class, "a date such as 2026-01-31",
          Duration.class, "a duration such as PT15M",
          Boolean.class, "true or false",
          Integer.class, "a whole number",
          Long.class, "a whole number",
          Double.class, "a number",
          String.class, "a text");

  private TypeWords() {}

  static String mustBe(@Nullable Class<?> type) {
    return word(type).map("must be "::concat).orElse("is not valid");
  }

  private static Optional<String> word(@Nullable Class<?> type) {
    if (type == null) {
      return Optional.empty();
    }
    Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
    if (WORDS.containsKey(boxed)) {
      return Optional.of(WORDS.get(boxed));
    }
    if (boxed.isEnum()) {
      return Optional.of("one of " + constants(boxed));
    }
    if (boxed.isArray() || Collection.class.isAssignableFrom(boxed)) {
      return Optional.of("a list");
    }
    // a typed id is what it wraps
    if (boxed.isRecord() && boxed.getRecordComponents().length == 1) {
      return word(boxed.getRecordComponents()[0].getType());
    }
    return Number.class.isAssignableFrom(boxed)
        ? Optional.of("a number")
        : Optional.of("an object")
            .filter(w -> boxed.isRecord() || Map.class.isAssignableFrom(boxed));
  }

  private static String constants(Class<?> type) {
    return Arrays.stream(type.getFields())
        .filter(Field::isEnumConstant)
        .filter(constant -> !constant.isAnnotationPresent(JsonEnumDefaultValue.class))
        .map(TypeWords::wireName)
        .collect(Collectors.joining(", "));
  }

  private static String wireName(Field constant) {
    JsonProperty name = constant.getAnnotation(JsonProperty.class);
    return name == null ? constant.getName() : name.value();
  }
}
