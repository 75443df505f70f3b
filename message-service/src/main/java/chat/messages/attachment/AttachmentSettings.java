package chat.messages.attachment;

import chat.kit.settings.Lasting;
import chat.messages.s3.BucketSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Which files are taken, and for how long they are kept.
 *
 * @param directory where they lie, and all nodes must see the same; with a bucket only while they
 *     come in
 * @param most how large one may be
 * @param types what it may be, as media types with stars; its content decides what it is
 * @param unsent how many files one person may have uploaded and not sent yet
 * @param keepUnsent after how long these are forgotten
 * @param silence how long an upload may stand still
 * @param link how long a link is good for
 * @param pixels how many an image may have
 * @param thumbnail how many pixels the longer side of a thumbnail has
 * @param bucket of the S3-compatible store that keeps them; absent: the disk does
 */
@Validated
@ConfigurationProperties("chat.attachments")
record AttachmentSettings(
    @DefaultValue("data/attachments") @NotNull Path directory,
    @DefaultValue("25MB") @NotNull DataSize most,
    @DefaultValue("*/*") List<String> types,
    @DefaultValue("20") @Positive int unsent,
    @DefaultValue("24h") @Lasting Duration keepUnsent,
    @DefaultValue("30s") @Lasting Duration silence,
    @DefaultValue("10m") @Lasting Duration link,
    @DefaultValue("40000000") @Positive long pixels,
    @DefaultValue("360") @Positive int thumbnail,
    @Nullable @Valid BucketSettings bucket) {}
