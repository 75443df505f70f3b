/**
 * How domain events travel from one service to another, and what may be relied upon.
 *
 * <ul>
 *   <li><b>Published if and only if true.</b> An event is appended to the outbox by the transaction
 *       that makes it true; the relay publishes what is committed, whatever fails in between.
 *   <li><b>In order per subject.</b> Events of one subject are appended under that subject's row
 *       lock. So the order of their positions in the outbox is the order of their commits, and a
 *       later one is never visible before an earlier one. The relay publishes by position, one
 *       instance at a time; a queue has one active consumer; the consumer handles the events of one
 *       subject one after the other. Events of different subjects have no order.
 *   <li><b>At least once, first occurrences in order.</b> A batch of the outbox is published and
 *       deleted as a whole. After a failure in between it is published again as a whole, so a
 *       consumer sees doubles but never a gap that is filled later. Doubles are dropped by the
 *       event's id in the same transaction as the handler's effects.
 *   <li><b>Nothing is given up silently.</b> An event whose handler keeps failing rests in {@code
 *       NAME.dead} with the reason, to be looked at, driven again or discarded. An event that is
 *       driven again comes after those that overtook it.
 * </ul>
 *
 * <p>A {@link chat.kit.event.DurableListener} gets every event at least once; an {@link
 * chat.kit.event.InstanceListener} gets what happens while its instance lives.
 */
@NullMarked
package chat.kit.event;

import org.jspecify.annotations.NullMarked;
