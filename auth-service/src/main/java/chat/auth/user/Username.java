package chat.auth.user;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A name that can be mentioned. */
@Constraint(validatedBy = Username.Spelling.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface Username {
  String message() default
      "must be 3 to 32 letters or digits of one script, with dots, dashes and underscores inside";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Asks the spelling rules. */
  class Spelling implements ConstraintValidator<Username, String> {
    @Override
    public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
      return value == null || Names.isUsername(value);
    }
  }
}
