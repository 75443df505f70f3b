/**
 * The live protocol: people connect with their token, open rooms at a position of their streams,
 * and are told what happens from there on, in the order of the seqs and without a gap.
 *
 * <p>Redis may lose what it carries. A gap shows in the seqs and is read from the store; silence is
 * found by comparing heads every second.
 */
@NullMarked
package chat.messages.live;

import org.jspecify.annotations.NullMarked;
