// The same job as RoomServer of message-service's tests, by Node's socket.io with its Redis adapter.
// Arguments: port, Redis, from how many bytes on messages are deflated, or 0. Run with --expose-gc.
import { createServer } from "node:http";
import { createAdapter } from "@socket.io/redis-adapter";
import { createClient } from "redis";
import { Server } from "socket.io";

const [port, redis, deflate] = process.argv.slice(2);
const publisher = createClient({ url: redis });
const subscriber = publisher.duplicate();
await Promise.all([publisher.connect(), subscriber.connect()]);

const http = createServer();
const terms = {
  threshold: Number(deflate),
  serverNoContextTakeover: true,
  clientNoContextTakeover: true,
};
const io = new Server(http, {
  adapter: createAdapter(publisher, subscriber),
  perMessageDeflate: deflate === "0" ? false : terms,
});
io.on("connection", (socket) => {
  socket.join("room");
  socket.on("say", (message) => io.to("room").emit("chat:message", message));
  // what lives after the garbage is gone
  socket.on("weigh", (answer) => {
    global.gc();
    const { heapUsed, external } = process.memoryUsage();
    answer(heapUsed + external);
  });
});
http.listen(Number(port), "127.0.0.1", () => console.log("ready"));
