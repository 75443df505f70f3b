package chat.backing;

import java.util.Map;

/** Where each of the three comes from, decided one by one. */
record Choice(Site site, GivenAddresses given, boolean docker) {
  static Choice local(Site site, Map<String, String> environment) {
    return new Choice(site, new GivenAddresses(environment), false);
  }

  static Choice tests(Site site, Map<String, String> environment) {
    var embeddedOnly = "embedded".equals(environment.get("CHAT_BACKING"));
    return new Choice(
        site, new GivenAddresses(environment), !embeddedOnly && Docker.answers(environment));
  }

  Started<Postgres> postgres() throws Exception {
    var naming = Postgres.Naming.of(site);
    var address = given.postgres();
    if (address.isPresent()) {
      return GivenServices.postgres(address.get(), site.secrets(), naming, !site.durable());
    }
    return docker
        ? DockerServices.postgres(site.secrets(), naming)
        : EmbeddedPostgres.start(site, naming);
  }

  Started<Redis> redis() throws Exception {
    var address = given.redis();
    if (address.isPresent()) {
      return GivenServices.redis(address.get());
    }
    return docker ? DockerServices.redis() : EmbeddedRedis.start(site);
  }

  Started<Amqp> amqp() throws Exception {
    var address = given.amqp();
    var admin = given.amqpAdmin();
    if (address.isPresent()) {
      return admin.isPresent() && !site.durable()
          ? GivenServices.amqpOfItsOwn(address.get(), admin.get())
          : GivenServices.amqp(address.get());
    }
    return docker ? DockerServices.amqp(site.secrets()) : EmbeddedBroker.start(site);
  }
}
