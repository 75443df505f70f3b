package chat.kit.database;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.codec.CodecRegistry;
import io.r2dbc.postgresql.extension.CodecRegistrar;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Sends arrays of texts, ids and numbers as PostgreSQL itself holds them. The driver writes them as
 * text, every sign of which it looks at and PostgreSQL looks at again: of a batch of messages that
 * was a seventh of a service's work. The driver finds this by itself.
 */
public final class BinaryArrays implements CodecRegistrar {
  private static final int INT8 = 20;
  private static final int TEXT = 25;
  private static final int UUID_ID = 2950;
  private static final int INT8_ARRAY = 1016;
  private static final int TEXT_ARRAY = 1009;
  private static final int UUID_ARRAY = 2951;

  @Override
  public Publisher<Void> register(
      PostgresqlConnection connection, ByteBufAllocator allocator, CodecRegistry registry) {
    return Mono.fromRunnable(() -> addTo(registry, allocator));
  }

  static void addTo(CodecRegistry registry, ByteBufAllocator allocator) {
    registry.addFirst(
        new BinaryArray<>(allocator, String[].class, TEXT_ARRAY, TEXT, BinaryArrays::text));
    registry.addFirst(
        new BinaryArray<>(allocator, UUID[].class, UUID_ARRAY, UUID_ID, BinaryArrays::id));
    registry.addFirst(
        new BinaryArray<>(allocator, Long[].class, INT8_ARRAY, INT8, BinaryArrays::number));
  }

  /** Through an array, which the JVM fills at once: the buffer would be written sign by sign. */
  private static void text(ByteBuf to, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    to.writeInt(bytes.length);
    to.writeBytes(bytes);
  }

  private static void id(ByteBuf to, UUID id) {
    to.writeInt(2 * Long.BYTES);
    to.writeLong(id.getMostSignificantBits());
    to.writeLong(id.getLeastSignificantBits());
  }

  private static void number(ByteBuf to, Long number) {
    to.writeInt(Long.BYTES);
    to.writeLong(number);
  }
}
