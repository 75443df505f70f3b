package chat.kit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.backing.WithBackingServices;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.r2dbc.postgresql.codec.DefaultCodecs;
import io.r2dbc.postgresql.message.Format;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.r2dbc.core.DatabaseClient;

/** What is sent is what PostgreSQL has, said by PostgreSQL itself. */
@SpringBootTest(
    classes = BinaryArraysTest.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ImportAutoConfiguration(R2dbcAutoConfiguration.class)
@WithBackingServices(database = "arrays")
class BinaryArraysTest {
  private final DatabaseClient database;

  BinaryArraysTest(@Autowired ConnectionFactory connections) {
    this.database = DatabaseClient.create(connections);
  }

  static Stream<Arguments> arrays() {
    UUID id = UUID.randomUUID();
    return Stream.<Object>of(
            new @Nullable String[] {
              "plain", "", null, "NULL", "{a,\"b\"}", "back\\slash", "é 日本 👋🏽"
            },
            new String[] {"x".repeat(100_000), " ", "\t\r\n"},
            new String[0],
            new @Nullable UUID[] {id, null, new UUID(0, 0), new UUID(-1, -1)},
            new UUID[0],
            new @Nullable Long[] {0L, -1L, null, Long.MAX_VALUE, Long.MIN_VALUE},
            new Long[0])
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource
  void arrays(Object array) {
    @Nullable Object[] sent = (Object[]) array;
    String type =
        switch (array) {
          case UUID[] ids -> "uuid";
          case Long[] numbers -> "bigint";
          default -> "text";
        };

    String told = ask("select to_json($1::%s[])::text".formatted(type), array);
    Object back =
        database
            .sql("select $1::%s[] as same".formatted(type))
            .bind(0, array)
            .map(row -> Objects.requireNonNull(row.get("same", array.getClass())))
            .one()
            .block();

    assertThat((Object[]) back).containsExactly(sent);
    assertThat(told).startsWith("[").endsWith("]");
    assertThat(ask("select coalesce(array_length($1, 1), 0)::text", array))
        .isEqualTo(String.valueOf(sent.length));
    assertThat(ask("select count(x)::text from unnest($1) x", array))
        .isEqualTo(String.valueOf(Arrays.stream(sent).filter(Objects::nonNull).count()));
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void reallyGoesTheShortWay(Object array) {
    var driver = new DefaultCodecs(UnpooledByteBufAllocator.DEFAULT);
    BinaryArrays.addTo(driver, UnpooledByteBufAllocator.DEFAULT);

    assertThat(driver.encode(array)).extracting("format").isEqualTo(Format.FORMAT_BINARY);
  }

  @Test
  void isFoundByTheDriver() {
    assertThat(ask("select pg_typeof($1)::text", new String[] {"a"}))
        .as("the driver's own would be character varying[]")
        .isEqualTo("text[]");
  }

  @Test
  void whatPostgresqlDoesNotTakeIsItsOwnRefusal() {
    assertThatThrownBy(() -> ask("select $1::text[]::text", new String[] {"nul \u0000"}))
        .hasStackTraceContaining("0x00");
    assertThat(ask("select 'still here' where $1 is not null", new String[] {"a"}))
        .isEqualTo("still here");
  }

  private @Nullable String ask(String sql, Object array) {
    return database.sql(sql).bind(0, array).mapValue(String.class).one().block();
  }
}
