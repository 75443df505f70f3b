package chat.auth.data;

import io.r2dbc.spi.Parameters;
import org.jspecify.annotations.Nullable;

/** Values for a statement. */
public final class Values {
  private Values() {}

  /** A value that may be absent: R2DBC wants to know the type of what is not there. */
  public static Object optional(@Nullable Object value, Class<?> type) {
    return value == null ? Parameters.in(type) : value;
  }
}
