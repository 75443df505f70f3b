// A chat server as one writes it in an afternoon: socket.io with its Redis adapter, and each message is
// inserted into PostgreSQL before it is told. It looks at no token, checks nobody's membership, numbers
// nothing, and nobody who comes late hears what they missed. Arguments: port, PostgreSQL's URL, Redis.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { createAdapter } from "@socket.io/redis-adapter";
import pg from "pg";
import { createClient } from "redis";
import { Server } from "socket.io";

const [port, connectionString, redis] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString, max: 8 });
await pool.query(`create table if not exists talk (
  id uuid primary key, room uuid not null, sender uuid not null, client_id text not null, text text not null,
  sent_at timestamptz not null default now())`);
await pool.query("create index if not exists talk_of_rooms on talk (room, sent_at)");
const publisher = createClient({ url: redis });
const subscriber = publisher.duplicate();
await Promise.all([publisher.connect(), subscriber.connect()]);

const http = createServer();
const io = new Server(http, { adapter: createAdapter(publisher, subscriber) });
io.on("connection", (socket) => {
  const sender = randomUUID();
  socket.on("room:join", ({ room }, answer) => {
    socket.join(room);
    answer({ ok: true });
  });
  socket.on("chat:send", async ({ room, clientId, text }, answer) => {
    const id = randomUUID();
    const { rows } = await pool.query({
      name: "insert",
      text: "insert into talk (id, room, sender, client_id, text) values ($1, $2, $3, $4, $5) returning sent_at",
      values: [id, room, sender, clientId, text],
    });
    const message = { id, room, clientId, sender: { id: sender, name: "crowd" }, text, sentAt: rows[0].sent_at };
    io.to(room).emit("chat:message", { room, message });
    answer?.({ ok: true, id });
  });
});
http.listen(Number(port), "127.0.0.1", () => console.log("ready"));
