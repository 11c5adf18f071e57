// Stands between a client and a server and writes down every byte that passes, before it passes.
//   node shim.mjs LOG -- COMMAND ARG…
// LOG.in gets what the server is sent, LOG.out what it says. The server's exit code becomes the shim's.
import { spawn } from 'node:child_process';
import { openSync, writeSync } from 'node:fs';

const [log, dashes, command, ...args] = process.argv.slice(2);
if (dashes !== '--' || command === undefined) {
  process.stderr.write('shim: expected LOG -- COMMAND ARG…\n');
  process.exit(64);
}
const toServer = openSync(`${log}.in`, 'a', 0o600);
const fromServer = openSync(`${log}.out`, 'a', 0o600);

function writeAll(file, chunk) {
  for (let done = 0; done < chunk.length; ) {
    done += writeSync(file, chunk, done);
  }
}

function pump(source, target, file) {
  source.on('data', (chunk) => {
    writeAll(file, chunk);
    if (!target.write(chunk)) {
      source.pause();
      target.once('drain', () => source.resume());
    }
  });
}

const server = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
server.on('error', (problem) => {
  process.stderr.write(`shim: the server did not start: ${problem.code}\n`);
  process.exit(127);
});
server.stdin.on('error', () => {});
process.stdout.on('error', () => server.kill('SIGTERM'));
pump(process.stdin, server.stdin, toServer);
pump(server.stdout, process.stdout, fromServer);
process.stdin.on('end', () => server.stdin.end());
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
  process.on(signal, () => server.kill(signal));
}
server.on('close', (code, signal) => {
  const exit = code ?? 128 + (signal === 'SIGKILL' ? 9 : 15);
  // What was said last still has to leave.
  process.stdout.write('', () => process.exit(exit));
});
