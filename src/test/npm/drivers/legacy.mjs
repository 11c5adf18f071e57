// A client of the revisions with sessions, over HTTP: node legacy.mjs URL PREFIX TOOL…
// Calls each tool, answers what it is asked on the way, and prints a line for each.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import * as types from '@modelcontextprotocol/sdk/types.js';

const [url, prefix, ...tools] = process.argv.slice(2);
const asked = [];
const heard = [];
const client = new Client(
  { name: 'legacy', version: '1.0.0' },
  { capabilities: { roots: { listChanged: true }, sampling: {}, elicitation: { form: {} } } },
);
const answer = (schema, method, result) =>
  client.setRequestHandler(schema, () => {
    asked.push(method);
    return result;
  });
answer(types.CreateMessageRequestSchema, 'sampling/createMessage', {
  model: 'fixed',
  role: 'assistant',
  content: { type: 'text', text: 'said by the client' },
});
answer(types.ElicitRequestSchema, 'elicitation/create', {
  action: 'accept',
  content: { name: 'Ada', color: 'blue', ok: true },
});
answer(types.ListRootsRequestSchema, 'roots/list', { roots: [{ uri: 'file:///somewhere', name: 'somewhere' }] });
client.fallbackNotificationHandler = async ({ method }) => void heard.push(method);

const transport = new StreamableHTTPClientTransport(new URL(url));
await client.connect(transport);
await client.ping();
await client.setLoggingLevel('debug').catch(() => {});
const listed = (await client.listTools()).tools.map((tool) => tool.name);
console.log(JSON.stringify({ revision: transport.protocolVersion, server: client.getServerVersion()?.name, listed }));
for (const tool of tools) {
  const [name, given = '{}'] = tool.split('=', 2);
  asked.length = 0;
  heard.length = 0;
  const progress = [];
  try {
    const result = await client.callTool({ name: prefix + name, arguments: JSON.parse(given) }, undefined, {
      onprogress: (step) => progress.push(step.progress),
    });
    const text = result.content.map((block) => block.text).join('\n');
    console.log(JSON.stringify({ name, asked, heard, progress, text }));
  } catch (problem) {
    console.log(JSON.stringify({ name, asked, heard, progress, error: problem.message }));
  }
}
await client.close();
