package chat.messages.live;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

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
@ConfigurationProperties("chat.live")
record LiveSettings(
    @Nullable String node,
    @DefaultValue List<String> origins,
    @DefaultValue("25s") Duration pingInterval,
    @DefaultValue("20s") Duration pingTimeout,
    @DefaultValue("1s") Duration heads,
    @DefaultValue("30s") Duration digest,
    @DefaultValue("250ms") Duration news,
    @DefaultValue("200") int crowd,
    @DefaultValue("200") int page,
    @DefaultValue("200") int rooms,
    @DefaultValue("64") int inFlight,
    @DefaultValue("1000") int newcomers,
    @DefaultValue("10s") Duration patience,
    @DefaultValue("10s") Duration farewell,
    @DefaultValue("4") int openings,
    @DefaultValue("20000") int queue,
    @Nullable DataSize deflate) {}
