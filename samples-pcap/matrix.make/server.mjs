// A made Matrix server: answers what ann.mjs and ben.sh ask, in HTTP/1.1 and HTTP/2 (h2c), packed in turn by gzip, br and deflate.
import http from 'node:http'; import http2 from 'node:http2'; import zlib from 'node:zlib';
const R = '!lab:ex.org'; let events = [], n = 0, packs = ['gzip', 'br', 'deflate', ''];
const say = (sender, content) => { const e = {type: 'm.room.message', event_id: '$e' + ++n, sender, origin_server_ts: 1700000000000 + n, content}; events.push(e); return e; };
function reply(req, res, status, value) {
  const pack = packs[n % 4]; let body = Buffer.from(JSON.stringify(value));
  if (pack === 'gzip') body = zlib.gzipSync(body); if (pack === 'br') body = zlib.brotliCompressSync(body); if (pack === 'deflate') body = zlib.deflateSync(body);
  const head = {'content-type': 'application/json', 'x-padding': 'é'.length + 'a'.repeat(40)}; if (pack) head['content-encoding'] = pack;
  res.writeHead(status, head); res.write(body.subarray(0, 10)); setTimeout(() => res.end(body.subarray(10)), 5);
}
function handle(req, res) {
  let body = ''; req.on('data', d => body += d); req.on('end', () => {
    const url = decodeURIComponent(req.url), json = body && req.headers['content-type']?.includes('json') ? JSON.parse(body) : {};
    const who = (req.headers.authorization || '').includes('tok-ann') ? '@ann:ex.org' : '@ben:ex.org';
    if (url.endsWith('/login')) return json.password === 'open sesame' || json.password === 'b3n' ? reply(req, res, 200, {user_id: '@' + json.identifier.user + ':ex.org', access_token: 'tok-' + json.identifier.user, device_id: 'D'}) : reply(req, res, 403, {errcode: 'M_FORBIDDEN', error: 'Invalid password'});
    if (url.includes('/send/m.room.message/')) return reply(req, res, 200, {event_id: say(who, json).event_id});
    if (url.includes('/sync')) { const since = url.includes('since='); return reply(req, res, 200, {next_batch: 's' + n, rooms: {join: {[R]: {timeline: {events}}}}}); }
    if (url.includes('/upload')) return reply(req, res, 200, {content_uri: 'mxc://ex.org/f1'});
    reply(req, res, 404, {errcode: 'M_UNRECOGNIZED'});
  });
}
http.createServer(handle).listen(8008, '127.77.0.2'); http2.createServer(handle).listen(8009, '127.77.0.2');
