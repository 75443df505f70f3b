package chat.messages.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import chat.wire.Attachment;
import chat.wire.ProblemType;
import chat.wire.RoomKind;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing that is much larger inside than outside is unpacked. */
class BombsTest extends FilesOverHttp {
  private static final int MEGABYTE = 1 << 20;

  @BeforeEach
  void openRoom() {
    rooms.open(room, RoomKind.PUBLIC, ada, ben);
  }

  @Test
  void aBombOfAnArchiveIsNeverOpened() throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(archive)) {
      zip.putNextEntry(new ZipEntry("zeros"));
      for (int i = 0; i < 64; i++) {
        zip.write(new byte[MEGABYTE]);
      }
    }
    assertThat(archive.size()).isLessThan(MEGABYTE);

    Attachment file = uploaded(ada, "zeros.zip", "application/zip", archive.toByteArray());

    assertThat(file.bytes()).isEqualTo(archive.size());
    assertThat(file.picture()).isNull();
    follow(links(ada, file.id()).file())
        .expectHeader()
        .valueMatches("Content-Disposition", "attachment;.*")
        .expectBody(byte[].class)
        .isEqualTo(archive.toByteArray());
  }

  @Test
  void aBombOfAnImageIsRefusedBeforeItIsUnpacked() throws IOException {
    byte[] bomb = png(60_000, 60_000, 100);
    assertThat(bomb).hasSizeLessThan(100_000);
    long before = filesNow();

    refused(upload(ada, "bomb.png", "image/png", bomb), ProblemType.PAYLOAD_TOO_LARGE);

    assertThat(filesNow()).isLessThanOrEqualTo(before);
    assertThat(rowsOf(room)).isZero();
  }

  @Test
  void aLargeImageIsMadeSmallWithoutUnpackingItAtOnce() throws IOException {
    uploaded(ada, "first.png", "image/png", picture("png", 4, 4)); // so that the workshop is open
    long before = allocatedInTheWorkshop();

    Attachment file = uploaded(ada, "large.png", "image/png", png(6000, 6000, 6000));

    // unpacked it would be 108 MB
    assertThat(file.picture()).isEqualTo(new Attachment.Picture(6000, 6000));
    assertThat(allocatedInTheWorkshop() - before).isLessThan(40L * MEGABYTE);
  }

  private static long allocatedInTheWorkshop() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("thumbnails"))
        .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.threadId()))
        .sum();
  }

  @Test
  void aBrokenImageIsAFileWithoutThumbnail() throws IOException {
    byte[] image = picture("png", 40, 40);
    Attachment file =
        uploaded(ada, "torn.png", "image/png", Arrays.copyOf(image, image.length / 2));

    assertThat(file.picture()).isNull();
  }

  /** All of one colour, so it is tiny however large it says it is. */
  private static byte[] png(int width, int height, int rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream png = new DataOutputStream(bytes);
    png.writeLong(0x89504e470d0a1a0aL);
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(head);
    fields.writeInt(width);
    fields.writeInt(height);
    fields.write(new byte[] {8, 2, 0, 0, 0});
    part(png, "IHDR", head.toByteArray());
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflated =
        new DeflaterOutputStream(data, new Deflater(Deflater.BEST_SPEED))) {
      byte[] row = new byte[1 + 3 * width];
      for (int i = 0; i < rows; i++) {
        deflated.write(row);
      }
    }
    part(png, "IDAT", Arrays.copyOf(data.toByteArray(), data.size()));
    part(png, "IEND", new byte[0]);
    return bytes.toByteArray();
  }

  private static void part(DataOutputStream png, String name, byte[] data) throws IOException {
    png.writeInt(data.length);
    byte[] type = name.getBytes(StandardCharsets.US_ASCII);
    png.write(type);
    png.write(data);
    CRC32 sum = new CRC32();
    sum.update(type);
    sum.update(data);
    png.writeInt((int) sum.getValue());
  }
}
