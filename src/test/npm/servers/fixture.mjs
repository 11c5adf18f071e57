// A server that does what well-behaved servers never do, when asked to. Speaks raw lines on purpose:
// an SDK would keep it from being this rude.
//   node fixture.mjs [--deaf]      --deaf: the end of input, INT and TERM are ignored
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { writeSync } from 'node:fs';

const deaf = process.argv.includes('--deaf');
const asked = new Map();
let nextAsk = 0;

function writeAll(file, bytes) {
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(file, bytes, done);
    } catch (problem) {
      if (problem.code !== 'EAGAIN') throw problem;
    }
  }
}

const line = (text) => writeAll(1, Buffer.from(`${text}\n`));
const say = (message) => line(JSON.stringify({ jsonrpc: '2.0', ...message }));
const text = (words) => ({ content: [{ type: 'text', text: words }] });

const tools = {
  // Writes bytes as they are: any line that no SDK would produce.
  raw: ({ base64 }) => {
    writeAll(1, Buffer.from(base64, 'base64'));
    return text('written');
  },
  // Answers with bytes in which ID stands for the request's id.
  raw_answer: ({ base64 }, id) => {
    const answer = Buffer.from(base64, 'base64').toString('latin1').replaceAll('ID', JSON.stringify(id));
    writeAll(1, Buffer.from(answer, 'latin1'));
  },
  result: ({ result }) => result,
  huge: ({ bytes }) => text('x'.repeat(bytes)),
  flood: ({ bytes, lineBytes }) => {
    writeAll(2, Buffer.from(`${'e'.repeat(lineBytes - 1)}\n`.repeat(Math.ceil(bytes / lineBytes))));
    return text('flooded');
  },
  say: ({ message }) => {
    say(message);
    return text('said');
  },
  ask: ({ method, params }, id) => {
    const key = `ask-${nextAsk++}`;
    asked.set(key, (answer) => say({ id, result: text(JSON.stringify(answer)) }));
    say({ id: key, method, ...(params === undefined ? {} : { params }) });
  },
  hang: () => undefined,
  die: ({ code }) => process.exit(code),
  answer_and_die: ({ code }, id) => {
    say({ id, result: text('last words') });
    process.exit(code);
  },
  grandchild: () => {
    const child = spawn('sleep', ['300'], { stdio: 'ignore' });
    // The server may end before it, as wrappers do.
    child.unref();
    return text(String(child.pid));
  },
  pid: () => text(String(process.pid)),
};

function answer(message) {
  const { id, method, params } = message;
  if (method === undefined) {
    asked.get(id)?.(message.error === undefined ? { result: message.result } : { error: message.error });
    asked.delete(id);
    return;
  }
  if (id === undefined) return;
  switch (method) {
    case 'initialize':
      say({
        id,
        result: {
          // Whatever the client wants: some revisions have what others have not.
          protocolVersion: params?.protocolVersion ?? '2025-11-25',
          capabilities: { tools: {} },
          serverInfo: { name: 'fixture', version: '1' },
        },
      });
      return;
    case 'ping':
      say({ id, result: {} });
      return;
    case 'tools/list':
      say({
        id,
        result: { tools: Object.keys(tools).map((name) => ({ name, inputSchema: { type: 'object' } })) },
      });
      return;
    case 'tools/call': {
      const tool = tools[params?.name];
      if (tool === undefined) {
        say({ id, error: { code: -32602, message: `Unknown tool: ${params?.name}` } });
        return;
      }
      const result = tool(params.arguments ?? {}, id);
      if (result !== undefined) say({ id, result });
      return;
    }
    default:
      say({ id, error: { code: -32601, message: 'Method not found' } });
  }
}

createInterface({ input: process.stdin, crlfDelay: Infinity }).on('line', (received) => {
  let message;
  try {
    message = JSON.parse(received);
  } catch {
    say({ id: null, error: { code: -32700, message: 'Parse error' } });
    return;
  }
  for (const one of Array.isArray(message) ? message : [message]) answer(one);
});

if (deaf) {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {});
  setInterval(() => {}, 60_000);
}
