// A gateway that stops answering handshakes (mode hang) or resets them (mode reset); then client.destroy() in the middle, as Gateway.close() does.
const http = require('node:http'); const { WebSocketServer } = require('ws'); const { Client } = require('discord.js');
const mode = process.argv[2] ?? 'hang'; let down = false; const parked = [];
const wss = new WebSocketServer({ noServer: true });
const server = http.createServer((q, r) => { r.setHeader('content-type','application/json'); r.end(JSON.stringify({ url: `ws://127.0.0.1:${server.address().port}`, shards: 1, session_start_limit: { total: 1000, remaining: 999, reset_after: 1, max_concurrency: 1 } })); });
server.on('upgrade', (q, s, h) => {
  s.on('error', () => {});
  if (down) { console.log('handshake', mode); if (mode === 'hang') parked.push(s); else s.destroy(); return; }
  wss.handleUpgrade(q, s, h, (c) => {
    c.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 40000 } }));
    c.on('message', (m) => { if (JSON.parse(m).op === 2) c.send(JSON.stringify({ op: 0, t: 'READY', s: 1, d: { v: 10, user: { id: '1', username: 'x' }, guilds: [], session_id: 's', resume_gateway_url: `ws://127.0.0.1:${server.address().port}`, application: { id: '1', flags: 0 } } })); });
  });
});
process.on('unhandledRejection', (e) => console.log('unhandledRejection (only logged by main)', e?.message ?? e));
process.on('exit', (c) => console.log('exit code', c));
server.listen(0, async () => {
  const client = new Client({ intents: 1, rest: { api: `http://127.0.0.1:${server.address().port}/api`, version: '10' }, ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) } });
  client.on('error', (e) => console.log('client error', e.message)); client.on('shardError', (e) => console.log('shardError', e.message)); client.on('shardReconnecting', () => console.log('reconnecting'));
  await client.login('t'); await new Promise((r) => setTimeout(r, 300));
  down = true; for (const c of wss.clients) c.terminate();
  await new Promise((r) => setTimeout(r, 1200));
  if (process.argv[3] === 'destroy') { console.log('destroy'); await client.destroy(); console.log('destroyed'); for (const s of parked) setTimeout(() => s.destroy(), 300); }
  setTimeout(() => { console.log('alive at the end'); process.exit(0); }, Number(process.argv[4] ?? 3000));
});
