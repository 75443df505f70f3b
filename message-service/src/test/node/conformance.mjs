// The rules of Engine.IO v4 and Socket.IO v5, against the echo server.
// Arguments: its address, how often, and as JSON what differs from the server's usual times (ms).
import { run } from "./checks.mjs";
import { engine } from "./engine-rules.mjs";
import { socketIo } from "./socketio-rules.mjs";

const [address, rounds = "1", given = "{}"] = process.argv.slice(2);
const times = {
  interval: 300,
  timeout: 200,
  connect: 1_000,
  slack: 300, // by which something may be late
  atOnce: 1, // more are quicker, but then a rule's neighbours may make it late
  ...JSON.parse(given),
};
// before anything else would end a session
times.soon = 0.8 * Math.min(times.connect, times.interval + times.timeout);

engine(address, "/engine.io/", times);
engine(address, "/socket.io/", times, { speaks: false });
socketIo(address, "/socket.io/", times);

await run(Number(rounds), times.atOnce);
