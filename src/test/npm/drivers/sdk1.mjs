// A client on the 1.x TypeScript SDK: node sdk1.mjs PLAN -- COMMAND ARG… or PLAN -- URL
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import * as types from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { answers, cancelled, notice, prefix, print, question, run, server, url } from './observe.mjs';

const client = new Client(
  { name: 'driver-sdk1', version: '1.0.0' },
  { capabilities: { roots: { listChanged: true }, sampling: {}, elicitation: { form: {}, url: {} } } },
);
client.setRequestHandler(types.CreateMessageRequestSchema, ({ params }) => {
  question('sampling/createMessage', params);
  return answers.sampling;
});
client.setRequestHandler(types.ElicitRequestSchema, ({ params }) => {
  question('elicitation/create', params);
  return answers.elicitation;
});
client.setRequestHandler(types.ListRootsRequestSchema, () => {
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
  server: client.getServerVersion(),
  capabilities: client.getServerCapabilities(),
  instructions: client.getInstructions() ?? null,
});
// Some servers register tools only after they have been told that the client is ready.
await new Promise((done) => setTimeout(done, 400));

const call = ({ name, arguments: given }, options) =>
  client.callTool({ name: prefix + name, arguments: given }, undefined, options);

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
