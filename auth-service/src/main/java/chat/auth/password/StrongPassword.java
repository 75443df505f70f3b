package chat.auth.password;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A new password that is long enough and not one of those that are tried first. */
@Constraint(validatedBy = StrongPassword.Strength.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface StrongPassword {
  int SHORTEST = 10;
  int LONGEST = 128;

  String message() default "is too common: it would be among the first to be tried";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Asks for the length, then the list. */
  class Strength implements ConstraintValidator<StrongPassword, String> {
    private static final CommonPasswords COMMON = new CommonPasswords();

    @Override
    public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
      if (value == null) {
        return true;
      }
      int length = value.codePointCount(0, value.length());
      if (length < SHORTEST || length > LONGEST) {
        context.disableDefaultConstraintViolation();
        context
            .buildConstraintViolationWithTemplate(
                "must have %d to %d characters".formatted(SHORTEST, LONGEST))
            .addConstraintViolation();
        return false;
      }
      return !COMMON.contains(value);
    }
  }
}
