package chat.messages.live;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How sockets are kept.
 *
 * @param node this node's name, with which its session ids end; made up when absent
 * @param origins sites other than our own whose pages may connect; a star stands for all
 * @param heads how often the heads of the open rooms are compared with what was told
 * @param digest how often each client hears how far its rooms go
 * @param news over how long news of who is here is gathered, of which the last counts
 * @param crowd in rooms with more sockets than this on one node nobody is told who is here
 * @param page how many events one answer carries
 * @param rooms how many rooms one socket may have open
 * @param inFlight how many of a socket's wishes may wait
 * @param newcomers how many sessions are opened in a second
 * @param patience how long a newcomer may wait for its turn before it is sent away
 * @param farewell how long sending all clients elsewhere may take when the node stops
 * @param openings how many rooms are read at once for those who open them
 * @param queue how many wait for that before they are told to try again; each socket has one wish
 *     at a time among them
 * @param deflate how large a message must be to be deflated for clients that take that; none is
 *     while absent
 */
@Validated
@ConfigurationProperties("chat.live")
record LiveSettings(
    @Nullable String node,
    @DefaultValue List<String> origins,
    @DefaultValue("25s") @Lasting Duration pingInterval,
    @DefaultValue("20s") @Lasting Duration pingTimeout,
    @DefaultValue("1s") @Lasting Duration heads,
    @DefaultValue("30s") @Lasting Duration digest,
    @DefaultValue("250ms") @Lasting Duration news,
    @DefaultValue("200") @PositiveOrZero int crowd,
    @DefaultValue("200") @Positive int page,
    @DefaultValue("200") @Positive int rooms,
    @DefaultValue("64") @Positive int inFlight,
    @DefaultValue("1000") @Positive int newcomers,
    @DefaultValue("10s") @Lasting Duration patience,
    @DefaultValue("10s") @Lasting Duration farewell,
    @DefaultValue("4") @Positive int openings,
    @DefaultValue("20000") @Positive int queue,
    @Nullable DataSize deflate) {}
