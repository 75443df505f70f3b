package chat.messages.thread;

import chat.wire.Message;
import chat.wire.UserRef;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A piece of a thread. */
@Schema(name = "ThreadPage")
record ThreadPage(
    @Schema(description = "with the number of its replies in `changes.replies`") Message root,
    @Schema(description = "the first hundred who have replied") List<UserRef> participants,
    @Schema(description = "in the order of their seqs; deleted ones without their text")
        List<Message> replies) {}
