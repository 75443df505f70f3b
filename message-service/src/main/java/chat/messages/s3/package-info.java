/**
 * One bucket of an S3-compatible store, spoken to over HTTP: the few operations that files need,
 * each signed (AWS Signature Version 4) together with its content.
 */
@NullMarked
package chat.messages.s3;

import org.jspecify.annotations.NullMarked;
