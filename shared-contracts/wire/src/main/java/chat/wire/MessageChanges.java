package chat.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a message since it was sent.
 *
 * @param editedAt the text is a later one since then
 * @param deletedAt the text is gone since then, for everybody
 * @param reactions in the order in which they first came
 * @param replies present when the message is the root of a thread
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageChanges(
    @Nullable Instant editedAt,
    @Nullable Instant deletedAt,
    @Nullable Instant pinnedAt,
    List<Reaction> reactions,
    @Nullable Replies replies) {}
