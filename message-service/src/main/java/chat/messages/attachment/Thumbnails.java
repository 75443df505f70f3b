package chat.messages.attachment;

import chat.kit.problem.Problem;
import chat.wire.Attachment.Picture;
import chat.wire.ProblemType;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Makes small pictures of large ones, one at a time and away from the event loops. How large an
 * image is stands in its first bytes and is read before anything is unpacked; then only as many of
 * its pixels are kept as the thumbnail needs. The thumbnail has its points and nothing else that
 * the image says of itself, such as the place where it was taken. WebP and other kinds that the JDK
 * does not read are files without thumbnail.
 */
@Component
class Thumbnails implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(Thumbnails.class);
  private static final Set<String> READ = Set.of("image/png", "image/jpeg", "image/gif");
  private static final int WAITING = 64;

  private final AttachmentSettings settings;
  private final Scheduler workshop = Schedulers.newBoundedElastic(1, WAITING, "thumbnails");

  Thumbnails(AttachmentSettings settings) {
    this.settings = settings;
    ImageIO.setUseCache(false);
  }

  @Override
  public void destroy() {
    workshop.dispose();
  }

  /** Empty when there is nothing to make one of; refuses an image that is too large to unpack. */
  Mono<Picture> make(String type, Path image, Path thumbnail) {
    return READ.contains(type)
        ? Mono.fromCallable(() -> made(image, thumbnail))
            .subscribeOn(workshop)
            .onErrorMap(
                RejectedExecutionException.class,
                e -> Problem.of(ProblemType.BUSY, "Too many images at once; try again."))
            .onErrorResume(error -> unreadable(type, error))
        : Mono.empty();
  }

  /** A broken image is a file like any other; the readers fail with whatever they stumble over. */
  private static Mono<Picture> unreadable(String type, Throwable error) {
    if (error instanceof Problem) {
      return Mono.error(error);
    }
    log.info("No thumbnail of an {}: {}", type, error.toString());
    return Mono.empty();
  }

  private Picture made(Path image, Path thumbnail) throws IOException {
    try (ImageInputStream input = ImageIO.createImageInputStream(image.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        throw new IOException("nobody reads it");
      }
      ImageReader reader = readers.next();
      try {
        Orientation orientation = Orientation.of(input);
        // without metadata: a few bytes of them can unpack to very many
        reader.setInput(input, true, true);
        Picture picture = new Picture(reader.getWidth(0), reader.getHeight(0));
        checkSize(picture);
        write(scaled(read(reader, picture), picture, orientation), thumbnail);
        return orientation.turned(picture);
      } finally {
        reader.dispose();
      }
    }
  }

  private void checkSize(Picture picture) {
    if ((long) picture.width() * picture.height() > settings.pixels()) {
      throw Problem.of(
          ProblemType.PAYLOAD_TOO_LARGE,
          "An image may have %d pixels at most; this one says it has %d x %d."
              .formatted(settings.pixels(), picture.width(), picture.height()));
    }
  }

  private BufferedImage read(ImageReader reader, Picture picture) throws IOException {
    int longer = Math.max(picture.width(), picture.height());
    int step = Math.max(1, longer / (2 * settings.thumbnail()));
    ImageReadParam every = reader.getDefaultReadParam();
    every.setSourceSubsampling(step, step, 0, 0);
    return reader.read(0, every);
  }

  private BufferedImage scaled(BufferedImage read, Picture picture, Orientation orientation) {
    double scale =
        Math.min(1, (double) settings.thumbnail() / Math.max(picture.width(), picture.height()));
    int width = Math.max(1, (int) Math.round(picture.width() * scale));
    int height = Math.max(1, (int) Math.round(picture.height() * scale));
    Picture upright = orientation.turned(new Picture(width, height));
    BufferedImage small =
        new BufferedImage(
            upright.width(),
            upright.height(),
            read.getColorModel().hasAlpha()
                ? BufferedImage.TYPE_INT_ARGB
                : BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = small.createGraphics();
    canvas.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    canvas.transform(orientation.turn(width, height));
    canvas.drawImage(read, 0, 0, width, height, null);
    canvas.dispose();
    return small;
  }

  private static void write(BufferedImage small, Path thumbnail) throws IOException {
    if (!ImageIO.write(small, "png", thumbnail.toFile())) {
      throw new IOException("nobody writes it");
    }
  }
}
