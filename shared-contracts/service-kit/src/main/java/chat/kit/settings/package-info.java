/** What is set alike in every service, in one file, below everything that a service sets. */
@NullMarked
package chat.kit.settings;

import org.jspecify.annotations.NullMarked;
