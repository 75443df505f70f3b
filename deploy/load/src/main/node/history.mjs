// A page of a room's history by Express, read from the same table as message-service's.
// It looks at no token and asks nobody whether one is a member. Arguments: port, PostgreSQL's URL.
import express from "express";
import pg from "pg";

const [port, connectionString] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString, max: 8 });
const app = express();
app.get("/api/v1/rooms/:room/messages", async (request, response) => {
  const { rows } = await pool.query({
    name: "page",
    text: `select seq, message, by_id, by_name, by_kind, at, client_id, text, reply_to, mentions, edited_at
           from events where room = $1 and seq < $2 and kind = 'sent' order by seq desc limit $3`,
    values: [request.params.room, Number(request.query.before ?? Number.MAX_SAFE_INTEGER), Number(request.query.limit)],
  });
  response.json({
    messages: rows.map((row) => ({
      id: row.message,
      room: request.params.room,
      seq: Number(row.seq),
      sender: { id: row.by_id, name: row.by_name, kind: row.by_kind },
      text: row.text,
      clientId: row.client_id,
      at: new Date(Number(row.at)).toISOString(),
    })),
  });
});
app.listen(Number(port), "127.0.0.1", () => console.log("ready"));
