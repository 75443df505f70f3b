package chat.messages.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import chat.wire.Attachment.Picture;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class ThumbnailsTest {
  private static final String PLACE = "52 31 12.03 N, 13 24 17.83 E";
  private static final int SIZE = 40;

  @TempDir private Path directory;

  private final Thumbnails thumbnails =
      new Thumbnails(
          new AttachmentSettings(
              Path.of("unused"),
              DataSize.ofMegabytes(1),
              List.of("*/*"),
              1,
              Duration.ofDays(1),
              Duration.ofSeconds(1),
              Duration.ofMinutes(1),
              1_000_000,
              SIZE,
              null));

  @AfterEach
  void close() {
    thumbnails.destroy();
  }

  @ParameterizedTest
  @CsvSource({
    "1, left, top", "2, right, top", "3, right, bottom", "4, left, bottom",
    "5, left, top", "6, right, top", "7, right, bottom", "8, left, bottom"
  })
  void aPhotographIsShownAsTheCameraWasHeld(short number, String x, String y) throws IOException {
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      Picture picture = make(photograph(exif(number, order)));
      BufferedImage small = ImageIO.read(thumbnail().toFile());

      Picture expected = number < 5 ? new Picture(400, 200) : new Picture(200, 400);
      assertThat(picture).isEqualTo(expected);
      assertThat(small.getWidth()).isEqualTo(expected.width() / 10);
      assertThat(small.getHeight()).isEqualTo(expected.height() / 10);
      Color corner =
          new Color(
              small.getRGB(
                  x.equals("left") ? 2 : small.getWidth() - 3,
                  y.equals("top") ? 2 : small.getHeight() - 3));
      assertThat(corner.getRed()).as("red where it belongs").isGreaterThan(180);
      assertThat(new Color(small.getRGB(small.getWidth() / 2, small.getHeight() / 2)).getBlue())
          .isGreaterThan(60);
    }
  }

  @Test
  void nothingThatAPhotographSaysOfItselfGoesIntoItsThumbnail() throws IOException {
    byte[] photograph = photograph(exif((short) 6, ByteOrder.BIG_ENDIAN));
    assertThat(latin(photograph)).contains(PLACE);
    make(photograph);

    assertThat(latin(Files.readAllBytes(thumbnail())))
        .startsWith("\u0089PNG")
        .doesNotContain(PLACE, "Exif", "eXIf", "tEXt", "zTXt", "iTXt");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 9, 13, 17, 25})
  void brokenWordsOfACameraLeaveTheImageUpright(int length) throws IOException {
    byte[] torn = Arrays.copyOf(exif((short) 6, ByteOrder.BIG_ENDIAN), length);

    assertThat(make(photograph(torn))).isEqualTo(new Picture(400, 200));
  }

  @Test
  void aNumberThatMeansNothingLeavesTheImageUpright() throws IOException {
    assertThat(make(photograph(exif((short) 9, ByteOrder.BIG_ENDIAN))))
        .isEqualTo(new Picture(400, 200));
  }

  @Test
  void whatTheJdkDoesNotReadHasNoThumbnail() throws IOException {
    Path image = Files.write(directory.resolve("image"), new byte[] {'R', 'I', 'F', 'F'});

    assertThat(thumbnails.make("image/webp", image, thumbnail()).blockOptional()).isEmpty();
    assertThat(thumbnail()).doesNotExist();
  }

  private Picture make(byte[] image) throws IOException {
    Path file = Files.write(directory.resolve("image"), image);
    return Objects.requireNonNull(
        thumbnails.make("image/jpeg", file, thumbnail()).block(Duration.ofSeconds(20)));
  }

  private Path thumbnail() {
    return directory.resolve("thumbnail");
  }

  /** Blue, and red where its points begin; the camera's words come right after the first marker. */
  private static byte[] photograph(byte[] exif) throws IOException {
    BufferedImage image = new BufferedImage(400, 200, BufferedImage.TYPE_INT_RGB);
    var canvas = image.createGraphics();
    canvas.setColor(Color.BLUE);
    canvas.fillRect(0, 0, 400, 200);
    canvas.setColor(Color.RED);
    canvas.fillRect(0, 0, 100, 60);
    canvas.dispose();
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", jpeg);
    byte[] bytes = jpeg.toByteArray();
    return ByteBuffer.allocate(bytes.length + 4 + exif.length)
        .put(bytes, 0, 2)
        .putShort((short) 0xffe1)
        .putShort((short) (2 + exif.length))
        .put(exif)
        .put(bytes, 2, bytes.length - 2)
        .array();
  }

  private static byte[] exif(short orientation, ByteOrder order) {
    byte[] place = PLACE.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(6 + 8 + 2 + 2 * 12 + 4 + place.length)
        .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
        .order(order)
        .putShort((short) (order == ByteOrder.BIG_ENDIAN ? 0x4d4d : 0x4949))
        .putShort((short) 42)
        .putInt(8)
        .putShort((short) 2)
        .putShort((short) 0x010f) // the maker, who is nobody
        .putShort((short) 2)
        .putInt(1)
        .putInt(0)
        .putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putShort(orientation)
        .putShort((short) 0)
        .putInt(0)
        .put(place)
        .array();
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
