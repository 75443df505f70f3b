package chat.messages.attachment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a file is for a while, for one reader. */
@Schema(name = "AttachmentLinks")
@JsonInclude(JsonInclude.Include.NON_NULL)
record AttachmentLinks(
    @Schema(
            example =
                "/api/v1/attachments/0197a1b2-0000-7000-8000-000000000003/file?reader=…&until=…&signature=…")
        String file,
    @Schema(description = "present when it is a picture") @Nullable String thumbnail,
    @Schema(description = "until when they are good") Instant until) {}
