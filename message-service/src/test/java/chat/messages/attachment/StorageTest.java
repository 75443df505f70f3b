package chat.messages.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class StorageTest {
  private final ApplicationContextRunner context =
      new ApplicationContextRunner()
          .withUserConfiguration(Settings.class, Disk.class, Storage.class);

  @EnableConfigurationProperties(AttachmentSettings.class)
  static class Settings {}

  @Test
  void filesLieOnTheDiskUnlessABucketIsNamed() {
    context.run(started -> assertThat(started.getBean(FileStore.class)).isInstanceOf(Disk.class));
  }

  @Test
  void filesLieInTheBucketThatIsNamed() {
    String bucket = "chat.attachments.bucket.";
    context
        .withPropertyValues(
            bucket + "endpoint=http://127.0.0.1:9",
            bucket + "name=chat",
            bucket + "access-key=somebody",
            bucket + "secret-key=secret")
        .run(
            started -> {
              assertThat(started.getBean(FileStore.class)).isInstanceOf(BucketFiles.class);
              assertThat(started.getBean(AttachmentSettings.class).toString())
                  .contains("somebody")
                  .doesNotContain("secret");
            });
  }

  @Test
  void aBucketWithoutAddressIsNotAccepted() {
    context
        .withPropertyValues("chat.attachments.bucket.name=chat")
        .run(started -> assertThat(started).hasFailed());
  }
}
