/**
 * Who may come in: access tokens checked against auth-service's keys, ended sessions refused within
 * a second on every node, everything shut that was not opened, and this service's own token for its
 * calls to others.
 */
@NullMarked
package chat.kit.security;

import org.jspecify.annotations.NullMarked;
