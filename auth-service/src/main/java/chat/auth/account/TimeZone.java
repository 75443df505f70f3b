package chat.auth.account;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A time zone that clocks know, or nothing. */
@Constraint(validatedBy = TimeZone.Known.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@interface TimeZone {
  String message() default "must be a time zone such as Europe/London";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Asks the list of time zones. */
  class Known implements ConstraintValidator<TimeZone, String> {
    @Override
    public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
      return value == null
          || value.isBlank()
          || ZoneId.getAvailableZoneIds().contains(value.strip());
    }
  }
}
