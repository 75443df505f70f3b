package chat.rooms.room;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Columns and parameters that may be null, and texts that are searched for. */
public final class Sql {
  private Sql() {}

  /** A parameter that may be absent. */
  public static Object nullable(@Nullable Object value, Class<?> type) {
    return value == null ? Parameters.in(type) : value;
  }

  /** A column that is declared not null. */
  public static <T> T get(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }

  /** A number of a column that is declared not null. */
  public static long number(Readable row, String column) {
    return get(row, column, Long.class);
  }

  /** The pattern of texts that contain this one, whatever signs it contains. */
  public static String containing(@Nullable String text) {
    String escaped =
        text == null ? "" : text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    return "%" + escaped + "%";
  }
}
