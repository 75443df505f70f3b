package chat.messages.stream;

import chat.wire.Message;
import java.util.List;

/**
 * What an edition of a stream has that an earlier one had not.
 *
 * @param edition the newer one
 * @param messages new ones, and older ones that have changed, as they are now, in the order of
 *     their seqs
 */
record News(Edition edition, List<Message> messages) {}
