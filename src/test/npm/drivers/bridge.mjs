// A client of the revision without sessions, over HTTP: node bridge.mjs URL PREFIX TOOL…
// Calls each tool, answers what it is asked on the way, and prints a line for each.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const [url, prefix, ...tools] = process.argv.slice(2);
const asked = [];
const client = new Client(
  { name: 'bridge', version: '1.0.0' },
  {
    capabilities: { roots: { listChanged: true }, sampling: {}, elicitation: { form: {} } },
    versionNegotiation: { mode: 'auto' },
  },
);
const answer = (method, result) =>
  client.setRequestHandler(method, () => {
    asked.push(method);
    return result;
  });
answer('sampling/createMessage', {
  model: 'fixed',
  role: 'assistant',
  content: { type: 'text', text: 'said by the client' },
});
answer('elicitation/create', { action: 'accept', content: { name: 'Ada', check: true, decision: 'allow' } });
answer('roots/list', { roots: [{ uri: 'file:///somewhere', name: 'somewhere' }] });

await client.connect(new StreamableHTTPClientTransport(new URL(url)));
console.log(JSON.stringify({ revision: client.getNegotiatedProtocolVersion() }));
for (const tool of tools) {
  const [name, given = '{}'] = tool.split('=', 2);
  asked.length = 0;
  try {
    const result = await client.callTool({ name: prefix + name, arguments: JSON.parse(given) });
    console.log(JSON.stringify({ name, asked, text: result.content.map((block) => block.text).join('\n') }));
  } catch (problem) {
    console.log(JSON.stringify({ name, asked, error: problem.message }));
  }
}
await client.close();
