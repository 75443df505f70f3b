package chat.backing;

import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;

/** A real client that says one thing to Redis. */
final class TestRedis {
  private TestRedis() {}

  static String ask(Redis redis, String... words) {
    try (var client = RedisClient.create(redis.url());
        var connection = client.connect()) {
      var codec = StringCodec.UTF8;
      var arguments = new CommandArgs<>(codec);
      for (var i = 1; i < words.length; i++) {
        arguments.add(words[i]);
      }
      var type = CommandType.valueOf(words[0]);
      var output = type == CommandType.GET ? new ValueOutput<>(codec) : new StatusOutput<>(codec);
      return connection.sync().dispatch(type, output, arguments);
    }
  }
}
