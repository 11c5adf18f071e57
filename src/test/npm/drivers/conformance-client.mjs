// The client that the conformance suite drives: node conformance-client.mjs URL
// It connects, looks at everything that there is and calls every tool, as the suite's scenarios want it.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const url = process.argv.at(-1);
const scenario = process.env.MCP_CONFORMANCE_SCENARIO ?? '';
const context = JSON.parse(process.env.MCP_CONFORMANCE_CONTEXT ?? '{}');
const isModern = (process.env.MCP_CONFORMANCE_PROTOCOL_VERSION ?? '') >= '2026';

const client = new Client(
  { name: 'conformance-client', version: '1.0.0' },
  {
    capabilities: { elicitation: { form: { applyDefaults: true } }, sampling: {}, roots: {} },
    versionNegotiation: { mode: isModern ? 'auto' : 'legacy' },
  },
);
client.setRequestHandler('elicitation/create', () => ({ action: 'accept', content: {} }));
client.setRequestHandler('sampling/createMessage', () => ({
  model: 'fixed',
  role: 'assistant',
  content: { type: 'text', text: 'said by the client' },
}));
client.setRequestHandler('roots/list', () => ({ roots: [] }));

/** A value that fits `schema`, as plain as can be. */
function fitting(schema = {}) {
  if (schema.enum) return schema.enum[0];
  switch (schema.type) {
    case 'number':
    case 'integer':
      return 5;
    case 'boolean':
      return true;
    case 'array':
      return [];
    case 'object':
      return argumentsFor(schema);
    default:
      return 'text';
  }
}

function argumentsFor(schema = {}) {
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, property]) => [name, fitting(property)]),
  );
}

await client.connect(new StreamableHTTPClientTransport(new URL(url)));
const { tools } = await client.listTools();
// One scenario wants to see what became of a schema on its way here.
const schema = tools.find((tool) => tool.name === 'json_schema_2020_12_tool')?.inputSchema;
const echoed = schema && [{ name: 'json_schema_echo', arguments: { schema } }];
const calls = echoed ?? context.toolCalls ?? tools.map((tool) => ({ name: tool.name, arguments: argumentsFor(tool.inputSchema) }));
for (const call of calls) {
  try {
    await client.callTool(call);
  } catch (problem) {
    console.error(`${scenario}: ${call.name}: ${problem.message}`);
  }
}
await client.close();
