// What the conformance checks stand on: requests, WebSockets, and a list of rules to run.
import assert from "node:assert/strict";
import WebSocket from "ws";

/** A client of one path that knows nothing of the protocol, so that it can break it. */
export class Peer {
  constructor(address, path) {
    this.address = address;
    this.path = path;
  }

  url(query) {
    return `${this.address}${this.path}?${query}`;
  }

  async request(query, options) {
    const response = await fetch(this.url(query), options);
    return { status: response.status, body: await response.text() };
  }

  async open() {
    const { body } = await this.request("EIO=4&transport=polling");
    return JSON.parse(body.slice(1)).sid;
  }

  poll(sid, options) {
    return this.request(`EIO=4&transport=polling&sid=${sid}`, options);
  }

  post(sid, body) {
    return this.poll(sid, { method: "POST", body });
  }

  async isOver(sid) {
    assert.equal((await this.poll(sid)).status, 400);
  }

  line(query = "EIO=4&transport=websocket") {
    return new Line(this.url(query).replace("http", "ws"));
  }

  async opened() {
    const line = this.line();
    await line.next();
    return line;
  }

  /** Has asked to take a session's place and was told that it may. */
  async probed(sid) {
    const line = this.line(`EIO=4&transport=websocket&sid=${sid}`);
    await line.ready;
    line.say("2probe");
    assert.equal(await line.next(), "3probe");
    return line;
  }

  async upgraded(sid) {
    const line = await this.probed(sid);
    line.say("5");
    return line;
  }
}

/** One WebSocket. What it hears is kept until it is asked for: texts as they are, bytes as arrays. */
class Line {
  constructor(url) {
    this.socket = new WebSocket(url);
    this.heard = [];
    this.waiting = [];
    this.ready = new Promise((resolve) => this.socket.once("open", resolve));
    this.closed = new Promise((resolve) => this.socket.once("close", resolve));
    this.socket.on("error", () => {}); // a refused handshake; its close follows
    this.socket.on("message", (data, isBinary) => {
      const message = isBinary ? [...data] : data.toString();
      const first = this.waiting.shift();
      first ? first(message) : this.heard.push(message);
    });
  }

  /** An array is bytes. */
  say(...packets) {
    for (const packet of packets) {
      this.socket.send(Array.isArray(packet) ? Uint8Array.from(packet) : packet);
    }
    return this;
  }

  next() {
    return this.heard.length > 0
      ? Promise.resolve(this.heard.shift())
      : new Promise((resolve) => this.waiting.push(resolve));
  }

  /** The next one that is not a ping, which is answered. */
  async word() {
    const packet = await this.next();
    return packet === "2" ? this.say("3").word() : packet;
  }

  async hears(...packets) {
    for (const packet of packets) {
      assert.deepEqual(await this.word(), packet);
    }
  }

  /** Because of what it said, and not of a timeout some time later. */
  async endsWithin(ms) {
    const lasted = await Promise.race([this.closed.then(() => 0), sleep(ms).then(() => ms)]);
    assert.ok(lasted === 0, `not closed within ${ms} ms`);
  }

  hangUp() {
    this.socket.terminate();
  }
}

const PATIENCE = 20_000;
const rules = [];

export function rule(name, check) {
  rules.push({ name, check });
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function holds({ name, check }) {
  let late;
  const timeout = new Promise((_, reject) => {
    late = setTimeout(() => reject(new Error(`not within ${PATIENCE} ms`)), PATIENCE);
  });
  try {
    await Promise.race([check(), timeout]);
    return true;
  } catch (error) {
    console.log(`BROKEN ${name}\n       ${error.stack}`);
    return false;
  } finally {
    clearTimeout(late);
  }
}

/** How many of them hold. */
async function round(atOnce) {
  const left = [...rules];
  let held = 0;
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const good = await holds(next);
      held += good ? 1 : 0;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return held;
}

/** All rules, as often as asked; the exit code says whether all of them held. */
export async function run(rounds, atOnce) {
  let broken = 0;
  for (let number = 1; number <= rounds; number++) {
    const held = await round(atOnce);
    broken += rules.length - held;
    console.log(`round ${number}: ${held} of ${rules.length} rules hold`);
  }
  process.exit(broken === 0 ? 0 : 1);
}
