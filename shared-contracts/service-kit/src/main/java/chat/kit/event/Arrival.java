package chat.kit.event;

import chat.kit.event.EventCodec.Decoded;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Delivery;

/** What the broker handed over, and what it turned out to be. */
record Arrival(Delivery delivery, Decoded content) {

  /** By which the channel that delivered it, and no other, acknowledges it. */
  long tag() {
    return delivery.getEnvelope().getDeliveryTag();
  }

  BasicProperties properties() {
    return delivery.getProperties();
  }

  byte[] body() {
    return delivery.getBody();
  }

  /** Arrivals with the same number are handled one after the other. */
  int lane(int lanes) {
    return content instanceof Decoded.Known known
        ? Math.floorMod(known.event().subject().hashCode(), lanes)
        : 0;
  }
}
