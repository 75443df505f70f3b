package chat.messages.room;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

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
@Validated
@ConfigurationProperties("chat.rooms")
public record RoomSettings(
    @DefaultValue("http://localhost:3002") @NotBlank String service,
    @DefaultValue("512") @Positive int batch,
    @DefaultValue("2ms") @NotNull @DurationMin Duration apart,
    @DefaultValue("8192") @Positive int queue,
    @DefaultValue("8") @Positive int strangers,
    @DefaultValue("10s") @Lasting Duration patience) {}
