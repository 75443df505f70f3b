package chat.kit.problem;

import jakarta.validation.ConstraintViolationException;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.validation.Errors;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/** Reads out of Spring's validation results which fields are wrong and why. */
final class Validation {
  private Validation() {}

  static List<FieldError> errors(Errors errors) {
    return of(errors).toList();
  }

  static List<FieldError> errors(HandlerMethodValidationException e) {
    return e.getParameterValidationResults().stream().flatMap(Validation::of).toList();
  }

  static List<FieldError> errors(ConstraintViolationException e) {
    return e.getConstraintViolations().stream()
        .map(v -> new FieldError(withoutMethod(v.getPropertyPath().toString()), v.getMessage()))
        .toList();
  }

  private static Stream<FieldError> of(Errors errors) {
    return Stream.concat(
        errors.getFieldErrors().stream().map(e -> new FieldError(e.getField(), message(e))),
        errors.getGlobalErrors().stream().map(e -> new FieldError("", message(e))));
  }

  private static Stream<FieldError> of(ParameterValidationResult result) {
    if (result instanceof ParameterErrors errors) {
      String element =
          errors.getContainerIndex() == null ? "" : "[%d].".formatted(errors.getContainerIndex());
      return of((Errors) errors).map(e -> new FieldError(element + e.field(), e.detail()));
    }
    String name = name(result.getMethodParameter());
    return result.getResolvableErrors().stream().map(e -> new FieldError(name, message(e)));
  }

  /** The name that the client knows: the annotation's when it has one, else the parameter's. */
  static String name(@Nullable MethodParameter parameter) {
    if (parameter == null) {
      return "";
    }
    return Arrays.stream(parameter.getParameterAnnotations())
        .map(Validation::declaredName)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElseGet(() -> Objects.requireNonNullElse(parameter.getParameterName(), ""));
  }

  private static String declaredName(Annotation annotation) {
    if (!annotation.annotationType().getPackageName().startsWith("org.springframework.web.bind")) {
      return "";
    }
    return MergedAnnotation.from(annotation).getValue("name", String.class).orElse("");
  }

  private static String message(MessageSourceResolvable error) {
    return Objects.requireNonNullElse(error.getDefaultMessage(), "is not valid");
  }

  /** A path from outside a controller begins with the method's name, which is nobody's business. */
  private static String withoutMethod(String path) {
    return path.substring(path.indexOf('.') + 1);
  }
}
