/**
 * Who is here, from the connections that the edges report. All state is in Redis and changes only
 * in small scripts that run by Redis' own clock, so any number of instances may work side by side:
 *
 * <ul>
 *   <li>a status follows from a user's connections alone, and whoever has none is offline only
 *       after lingering a moment;
 *   <li>an edge holds its connections by a lease that each report renews;
 *   <li>a change waits in Redis until it is announced: once, and again only if the instance that
 *       announced it died before it could say so.
 * </ul>
 */
@NullMarked
package chat.presence;

import org.jspecify.annotations.NullMarked;
