/** The fake server behind real sockets: POST /ticket/<n>, /again/<n> (the secret is "open sesame"), socket /live/<n>. */
import { createServer } from "node:http";
import { WebSocketServer } from "ws";

export function listen(server, { port = 0, pages = () => null } = {}) {
  const sockets = new WebSocketServer({ noServer: true });
  const http = createServer((request, response) => answer(server, pages, request, response));
  http.on("upgrade", (request, socket, head) => {
    const n = numberIn(request.url);
    sockets.handleUpgrade(request, socket, head, (real) => join(server, n, real));
  });
  return new Promise((ready) => {
    http.listen(port, "127.0.0.1", () => {
      const close = () => {
        for (const real of sockets.clients) real.terminate();
        return new Promise((done) => http.close(done));
      };
      ready({ url: `http://127.0.0.1:${http.address().port}`, sockets, close });
    });
  });
}

function join(server, n, real) {
  const line = new (server.socketFor(n))();
  line.onmessage = ({ data }) => real.send(data);
  line.onclose = ({ code }) => (code === 1006 ? real.terminate() : real.close(code));
  real.on("message", (data, isBinary) => {
    line.send(isBinary ? new Uint8Array(data) : data.toString());
    server.run();
  });
  real.on("close", () => line.close());
  server.run();
}

async function answer(server, pages, request, response) {
  const n = numberIn(request.url);
  const send = (status, type, body) =>
    response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" }).end(body);
  if (request.method === "POST" && server.down) return request.socket.destroy();
  if (request.method === "POST" && request.url.startsWith("/ticket/")) {
    const given = await server.fetchFor(n)(request.url, { headers: { "X-CSRFToken": request.headers["x-csrftoken"] } });
    return send(given.status, "application/json", JSON.stringify(await given.json()));
  }
  if (request.method === "POST" && request.url.startsWith("/again/")) {
    const secret = new URLSearchParams(await textOf(request)).get("secret");
    if (secret !== "open sesame")
      return send(403, "application/json", JSON.stringify({ sentence: "That is not the one. Try once more." }));
    server.signedOut.delete(n);
    return send(200, "application/json", JSON.stringify({ ok: true, csrf: `token-${n}` }));
  }
  const page = await pages(request, n);
  if (page) return response.writeHead(200, page.headers).end(page.body);
  send(404, "text/plain", "");
}

async function textOf(request) {
  let text = "";
  for await (const part of request) text += part;
  return text;
}

const numberIn = (url) => Number(/\/(\d+)(?:$|\?)/.exec(url)?.[1] ?? 0);
