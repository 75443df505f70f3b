package chat.messages.search;

import chat.wire.MessageId;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of what was found, the newest first. */
@Schema(name = "SearchHits")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Hits(
    @Schema(description = "false while the index lacks some of the newest messages")
        boolean complete,
    List<Hit> hits,
    @Schema(description = "what to give as `behind` for the next page; absent at the end")
        @Nullable MessageId next) {}
