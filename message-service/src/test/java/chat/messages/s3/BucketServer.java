package chat.messages.s3;

import chat.backing.Outage;
import chat.messages.TestFolders;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobApiMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.options.ListContainerOptions;
import org.springframework.util.unit.DataSize;

/** A real S3-speaking server, which checks every signature, with one bucket. */
public final class BucketServer {
  private static final String BUCKET = "chat-files";
  private static final String USER = "somebody";
  private static final String SECRET = "only/for+tests";

  private final BlobStore blobs;
  private final Outage outage;

  private BucketServer() throws Exception {
    Properties where = new Properties();
    where.setProperty("jclouds.filesystem.basedir", TestFolders.fresh("bucket").toString());
    this.blobs =
        ContextBuilder.newBuilder(new FilesystemNio2BlobApiMetadata())
            .credentials(USER, SECRET)
            .overrides(where)
            .build(BlobStoreContext.class)
            .getBlobStore();
    blobs.createContainerInLocation(null, BUCKET);
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(blobs)
            .awsAuthentication(AuthenticationType.AWS_V4, USER, SECRET)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .build();
    server.start();
    this.outage = Outage.before("127.0.0.1", server.getPort());
  }

  /** One for all tests. */
  public static BucketServer shared() {
    return Shared.SERVER;
  }

  public BucketSettings settings() {
    return settings(SECRET);
  }

  BucketSettings settings(String secret) {
    return new BucketSettings(
        URI.create("http://%s:%d".formatted(outage.host(), outage.port())),
        BUCKET,
        "eu-central-1",
        USER,
        secret,
        true,
        DataSize.ofMegabytes(5),
        Duration.ofSeconds(5));
  }

  /** Stands before the server. */
  public Outage outage() {
    return outage;
  }

  public List<String> keys(String prefix) {
    return blobs.list(BUCKET, ListContainerOptions.Builder.recursive().prefix(prefix)).stream()
        .map(found -> found.getName())
        .toList();
  }

  long unfinished() {
    return blobs.listMultipartUploads(BUCKET).size();
  }

  private static final class Shared {
    private static final BucketServer SERVER = start();

    private static BucketServer start() {
      try {
        return new BucketServer();
      } catch (Exception e) {
        throw new IllegalStateException("The S3-speaking server does not start", e);
      }
    }
  }
}
