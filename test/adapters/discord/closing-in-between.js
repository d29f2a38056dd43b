// A process of its own: a gateway that breaks every handshake, and a desk that stops listening in the middle of one.
const http = require('node:http');
const { WebSocketServer } = require('ws');
const { Gateway } = require('../../../dist/adapters/discord/gateway.js');

let down = false;
const sockets = new WebSocketServer({ noServer: true });
const server = http.createServer((_request, response) => {
  response.setHeader('content-type', 'application/json');
  const session_start_limit = { total: 1000, remaining: 999, reset_after: 1, max_concurrency: 1 };
  response.end(JSON.stringify({ url: `ws://127.0.0.1:${server.address().port}`, shards: 1, session_start_limit }));
});
const ready = () => ({
  v: 10,
  user: { id: '1', username: 'x' },
  guilds: [],
  session_id: 's',
  resume_gateway_url: `ws://127.0.0.1:${server.address().port}`,
  application: { id: '1', flags: 0 },
});

server.listen(0, '127.0.0.1', async () => {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const throttler = { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) };
  const none = () => undefined;
  const gateway = new Gateway({
    settings: { token: 't', apiUrl: `http://127.0.0.1:${server.address().port}/api` },
    log,
    ws: throttler,
    heard: none,
    connected: none,
    failed: none,
    disconnected: none,
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', none);
    if (down) {
      // In the middle of this handshake; then it fails, and nothing else must.
      gateway.close();
      socket.destroy();
      setTimeout(() => process.exit(0), 200);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 40_000 } }));
      client.on('message', (text) => {
        if (JSON.parse(text).op === 2) client.send(JSON.stringify({ op: 0, t: 'READY', s: 1, d: ready() }));
      });
    });
  });
  await gateway.open();
  down = true;
  for (const client of sockets.clients) client.terminate();
});
