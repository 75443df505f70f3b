package chat.kit.database;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.r2dbc.postgresql.client.EncodedParameter;
import io.r2dbc.postgresql.codec.Codec;
import io.r2dbc.postgresql.codec.CodecMetadata;
import io.r2dbc.postgresql.codec.PostgresTypeIdentifier;
import io.r2dbc.postgresql.message.Format;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Writes arrays of one dimension and one type; whatever is read, the driver's own codecs read. */
final class BinaryArray<T> implements Codec<T[]>, CodecMetadata {
  private static final int FIRST = 1;
  private static final int NULL = -1;
  private static final int USUAL_SIZE = 32;

  private final ByteBufAllocator allocator;
  private final Class<T[]> arrays;
  private final int type;
  private final int elementType;
  private final BiConsumer<ByteBuf, T> element;

  /**
   * @param type the object id of the array's type in PostgreSQL
   * @param elementType that of its elements
   * @param element writes one of them, its length before it
   */
  BinaryArray(
      ByteBufAllocator allocator,
      Class<T[]> arrays,
      int type,
      int elementType,
      BiConsumer<ByteBuf, T> element) {
    this.allocator = allocator;
    this.arrays = arrays;
    this.type = type;
    this.elementType = elementType;
    this.element = element;
  }

  /** The driver goes by this, and asks {@link #canEncode} only of what no codec has as its type. */
  @Override
  public Class<?> type() {
    return arrays;
  }

  /** None that it reads. */
  @Override
  public Iterable<Format> getFormats() {
    return List.of();
  }

  /** None that it reads. */
  @Override
  public Iterable<? extends PostgresTypeIdentifier> getDataTypes() {
    return List.of();
  }

  @Override
  public boolean canEncode(Object value) {
    return arrays.isInstance(value);
  }

  @Override
  public EncodedParameter encode(Object value) {
    T[] array = arrays.cast(value);
    return new EncodedParameter(
        Format.FORMAT_BINARY, type, Mono.fromSupplier(() -> written(array)));
  }

  @Override
  public EncodedParameter encode(Object value, int wanted) {
    if (wanted != type) {
      throw new IllegalArgumentException(
          "An array of type %d cannot be sent as one of type %d".formatted(type, wanted));
    }
    return encode(value);
  }

  private ByteBuf written(@Nullable T[] array) {
    ByteBuf buffer = allocator.buffer(USUAL_SIZE + USUAL_SIZE * array.length);
    buffer.writeInt(array.length == 0 ? 0 : 1); // dimensions
    buffer.writeInt(Arrays.stream(array).anyMatch(Objects::isNull) ? 1 : 0);
    buffer.writeInt(elementType);
    if (array.length > 0) {
      buffer.writeInt(array.length);
      buffer.writeInt(FIRST);
    }
    for (T value : array) {
      if (value == null) {
        buffer.writeInt(NULL);
      } else {
        element.accept(buffer, value);
      }
    }
    return buffer;
  }

  @Override
  public boolean canEncodeNull(Class<?> of) {
    return false;
  }

  @Override
  public EncodedParameter encodeNull() {
    throw new UnsupportedOperationException("The driver's own codecs write what is absent");
  }

  @Override
  public boolean canDecode(int of, Format format, Class<?> as) {
    return false;
  }

  @Override
  public T @Nullable [] decode(
      @Nullable ByteBuf buffer, int of, Format format, Class<? extends T[]> as) {
    throw new UnsupportedOperationException("The driver's own codecs read");
  }
}
