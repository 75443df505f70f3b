package chat.messages.attachment;

import chat.wire.Attachment.Picture;
import java.awt.geom.AffineTransform;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.imageio.stream.ImageInputStream;

/**
 * How a photograph is to be turned: cameras leave its points as they are and write a number, 1 to
 * 8, before them. Of all else that stands there, such as the place, nothing is read.
 */
record Orientation(int number) {
  private static final int JPEG = 0xffd8;
  private static final int SEGMENT = 0xff;
  private static final int POINTS = 0xffda;
  private static final int APP1 = 0xffe1;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final short LITTLE_ENDIAN = 0x4949;
  private static final int FIRST_ENTRIES_AT = 4;
  private static final int ENTRY = 12;
  private static final int VALUE_IN_ENTRY = 8;
  private static final short TAG = 0x0112;
  private static final Orientation UPRIGHT = new Orientation(1);

  /** Upright when it does not say; the stream is left where it was. */
  static Orientation of(ImageInputStream image) throws IOException {
    image.mark();
    try {
      return image.readUnsignedShort() == JPEG ? inSegments(image) : UPRIGHT;
    } catch (EOFException | IndexOutOfBoundsException e) {
      return UPRIGHT; // it is broken, and whoever shows it will see
    } finally {
      image.reset();
    }
  }

  private static Orientation inSegments(ImageInputStream image) throws IOException {
    int segment = image.readUnsignedShort();
    while (segment >> 8 == SEGMENT && segment != POINTS) {
      byte[] content = new byte[Math.max(0, image.readUnsignedShort() - 2)];
      image.readFully(content);
      if (segment == APP1
          && ByteBuffer.wrap(content).mismatch(ByteBuffer.wrap(EXIF)) >= EXIF.length) {
        return inEntries(
            ByteBuffer.wrap(content, EXIF.length, content.length - EXIF.length).slice());
      }
      segment = image.readUnsignedShort();
    }
    return UPRIGHT;
  }

  private static Orientation inEntries(ByteBuffer exif) {
    exif.order(exif.getShort(0) == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int entries = exif.getInt(FIRST_ENTRIES_AT);
    int count = Short.toUnsignedInt(exif.getShort(entries));
    for (int i = 0; i < count; i++) {
      int entry = entries + 2 + i * ENTRY;
      if (exif.getShort(entry) == TAG) {
        int number = exif.getShort(entry + VALUE_IN_ENTRY);
        return number >= 1 && number <= 8 ? new Orientation(number) : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  /** As it is seen, once it is turned. */
  Picture turned(Picture asItLies) {
    return number < 5
        ? asItLies
        : new Picture(/* width= */ asItLies.height(), /* height= */ asItLies.width());
  }

  /** Turns a picture of that size. */
  AffineTransform turn(int width, int height) {
    return switch (number) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }
}
