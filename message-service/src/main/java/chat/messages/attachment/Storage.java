package chat.messages.attachment;

import chat.messages.s3.Bucket;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The disk, unless a bucket is named. */
@Configuration(proxyBeanMethods = false)
class Storage {
  @Bean
  @Primary
  @ConditionalOnProperty("chat.attachments.bucket.name")
  BucketFiles bucketFiles(AttachmentSettings settings, Disk disk) {
    return new BucketFiles(new Bucket(Objects.requireNonNull(settings.bucket())), disk);
  }
}
