// A client of HTTP with SSE: node older.mjs URL TOOL TEXT. Prints the number of tools, then the tool's text.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';

const [url, tool, message] = process.argv.slice(2);
const client = new Client({ name: 'older', version: '1.0.0' }, { capabilities: {} });
await client.connect(new SSEClientTransport(new URL(url)));
console.log((await client.listTools()).tools.length);
const result = await client.callTool({ name: tool, arguments: { message } });
console.log(result.content.map((block) => block.text).join('\n'));
await client.close();
