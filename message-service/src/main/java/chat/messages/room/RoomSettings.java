package chat.messages.room;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How it is found out how somebody stands to a room.
 *
 * @param service the address of room-service, which is asked about what the projection does not
 *     know
 * @param batch how many questions to the projection are asked together at most
 * @param apart how long after one such batch the next one leaves at the soonest, when there is more
 *     than one question at a time: that many fewer statements, at the price of half of it for each
 * @param queue how many of them, and of those for room-service, wait before callers are told to try
 *     again
 * @param strangers about how many people whom the projection does not know room-service is asked at
 *     once
 * @param patience how long they may take before their callers are told that nobody knows
 */
@ConfigurationProperties("chat.rooms")
public record RoomSettings(
    @DefaultValue("http://localhost:3002") String service,
    @DefaultValue("512") int batch,
    @DefaultValue("2ms") Duration apart,
    @DefaultValue("8192") int queue,
    @DefaultValue("8") int strangers,
    @DefaultValue("10s") Duration patience) {}
