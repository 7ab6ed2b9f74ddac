// ann: one HTTP/2 connection, some requests at once.
import http2 from 'node:http2'; import zlib from 'node:zlib'; import fs from 'node:fs';
const c = http2.connect('http://127.77.0.2:8009');
const ask = (method, path, body, type = 'application/json') => new Promise(done => {
  const head = {':method': method, ':path': path, 'user-agent': 'labclient/2.1 (node)', 'accept-encoding': 'gzip, br, deflate'};
  if (token) head.authorization = 'Bearer ' + token; if (body) head['content-type'] = type;
  const s = c.request(head); let parts = []; s.on('data', d => parts.push(d)); s.on('end', () => done(Buffer.concat(parts))); s.end(body);
});
let token = ''; const V = '/_matrix/client/v3', ROOM = '/rooms/' + encodeURIComponent('!lab:ex.org');
const login = p => ask('POST', V + '/login', JSON.stringify({type: 'm.login.password', identifier: {type: 'm.id.user', user: 'ann'}, password: p}));
await login('wrong'); await login('open sesame'); token = 'tok-ann';
const say = (t, text) => ask('PUT', V + ROOM + '/send/m.room.message/' + t, JSON.stringify({msgtype: 'm.text', body: text}));
await Promise.all([say('t1', 'The vault opens at 06:40 <sharp> & no later'), ask('POST', '/_matrix/media/v3/upload?filename=plan%20b.bin', fs.readFileSync('plan.bin'), 'application/octet-stream')]);
await say('t2', 'größer, 大きい, 🚀');
for (let i = 0; i < 4; i++) { await ask('GET', V + '/sync?since=s' + i); if (i == 1) await new Promise(r => setTimeout(r, 2500)); }
c.close();
