// A client on the 2.x TypeScript SDK, which negotiates the era: node sdk2.mjs PLAN -- COMMAND ARG… or PLAN -- URL
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { z } from 'zod';
import { answers, cancelled, notice, prefix, print, question, run, server, url } from './observe.mjs';

const client = new Client(
  { name: 'driver-sdk2', version: '1.0.0' },
  {
    capabilities: { roots: { listChanged: true }, sampling: {}, elicitation: { form: {}, url: {} } },
    versionNegotiation: { mode: 'auto' },
  },
);
client.setRequestHandler('sampling/createMessage', ({ params }) => {
  question('sampling/createMessage', params);
  return answers.sampling;
});
client.setRequestHandler('elicitation/create', ({ params }) => {
  question('elicitation/create', params);
  return answers.elicitation;
});
client.setRequestHandler('roots/list', () => {
  question('roots/list');
  return answers.roots;
});
client.fallbackNotificationHandler = async ({ method, params }) => notice(method, params);

const transport =
  url === undefined
    ? new StdioClientTransport({ ...server, env: process.env, stderr: 'ignore' })
    : new StreamableHTTPClientTransport(url);
await client.connect(transport);
print({
  revision: client.getNegotiatedProtocolVersion() ?? null,
  server: client.getServerVersion() ?? null,
  capabilities: client.getServerCapabilities() ?? null,
  instructions: client.getInstructions() ?? null,
});
await new Promise((done) => setTimeout(done, 400));

const call = ({ name, arguments: given }, options) => client.callTool({ name: prefix + name, arguments: given }, options);

await run({
  tools: () => client.listTools(),
  prompts: () => client.listPrompts(),
  resources: () => client.listResources(),
  templates: () => client.listResourceTemplates(),
  ping: () => client.ping(),
  call: async (step) => {
    const progress = [];
    const result = await call(step, step.progress ? { onprogress: (p) => progress.push(p) } : {});
    // The last one races with the result inside the SDK, which may then drop it.
    return step.progress ? { result, progress: progress.filter((p) => p.progress < p.total) } : result;
  },
  cancel: (step) => cancelled((signal) => call(step, { signal }), step.afterMillis),
  prompt: ({ name, arguments: given }) => client.getPrompt({ name: prefix + name, arguments: given }),
  read: ({ uri }) => client.readResource({ uri }),
  subscribe: ({ uri }) => client.subscribeResource({ uri }),
  unsubscribe: ({ uri }) => client.unsubscribeResource({ uri }),
  complete: ({ prompt, argument, value }) =>
    client.complete({ ref: { type: 'ref/prompt', name: prefix + prompt }, argument: { name: argument, value } }),
  'log-level': ({ level }) => client.setLoggingLevel(level),
  unknown: ({ method }) => client.request({ method, params: { vendor: { amount: 1.5 } } }, z.any()),
});
await client.close();
