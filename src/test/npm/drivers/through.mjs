// Runs a client before a gateway of its own: node through.mjs PORT FOLDER BRATTICE CLIENT URL
// The gateway stands before the server at URL; the client is given the gateway's address instead.
import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [port, folder, brattice, script, url] = process.argv.slice(2);
const home = mkdtempSync(join(folder, 'through-'));
writeFileSync(join(home, 'brattice.yaml'), `servers:\n  suite: { url: "${url}" }\n`);
const log = openSync(join(home, 'serve.log'), 'w');
const gateway = spawn(
  brattice,
  ['serve', '--quiet', '--config', join(home, 'brattice.yaml'), '--set', `listen.port=${port}`],
  {
    stdio: ['ignore', log, log],
    env: { ...process.env, HOME: home, BRATTICE_HOME: join(home, 'state'), BRATTICE_NO_REBUILD: '1' },
  },
);
const address = `http://127.0.0.1:${port}`;
for (let tries = 0; tries < 200; tries++) {
  const ready = await fetch(`${address}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  );
  if (ready) break;
  await new Promise((wake) => setTimeout(wake, 50));
}
const client = spawn(process.execPath, [script, `${address}/mcp/suite`], { stdio: 'inherit' });
const code = await new Promise((done) => client.on('exit', done));
gateway.kill();
await new Promise((done) => gateway.on('exit', done));
process.exit(code ?? 1);
