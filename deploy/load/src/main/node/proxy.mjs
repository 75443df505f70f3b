// What stands before a service in many a house: Express with http-proxy-middleware and kept-alive
// connections. It looks at no token. Arguments: port, the service's address.
import { Agent } from "node:http";
import express from "express";
import { createProxyMiddleware } from "http-proxy-middleware";

const [port, target] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: 500 });
const app = express();
const proxy = createProxyMiddleware({ target, agent, xfwd: true });
app.use(proxy);
const server = app.listen(Number(port), "127.0.0.1", () => console.log("ready"));
server.on("upgrade", proxy.upgrade);
