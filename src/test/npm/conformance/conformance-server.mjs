// A server with everything that the conformance suite looks for, in both eras of the protocol.
//   node conformance-server.mjs PORT     Streamable HTTP at http://127.0.0.1:PORT/mcp; 0 takes a free port
//   node conformance-server.mjs stdio
// With `modern` behind it, it refuses the revisions up to 2025-11-25.
// Over HTTP it prints one line with its address once it can be reached.
import { createMcpHandler, isLegacyRequest } from '@modelcontextprotocol/server';
import {
  NodeStreamableHTTPServerTransport,
  localhostHostValidation,
  localhostOriginValidation,
  toNodeHandler,
  toWebRequest,
} from '@modelcontextprotocol/node';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { conformanceServer } from './features.mjs';

const HOST = '127.0.0.1';
const PATH = '/mcp';
const RETRY_MILLIS = 100;
const HEADER_MISMATCH = -32020;
const TASK_METHODS = ['tasks/get', 'tasks/update', 'tasks/cancel'];
// What is beyond these bounds is forgotten, oldest first.
const SESSIONS_MAX = 256;
const EVENTS_MAX = 256;

/** The events of one session, for a client that comes back after its stream was cut. */
class Events {
  #last = 0;
  #kept = new Map();

  async storeEvent(streamId, message) {
    const eventId = `${++this.#last}`;
    this.#kept.set(eventId, { streamId, message });
    if (this.#kept.size > EVENTS_MAX) this.#kept.delete(this.#kept.keys().next().value);
    return eventId;
  }

  async getStreamIdForEventId(eventId) {
    return this.#kept.get(eventId)?.streamId;
  }

  async replayEventsAfter(lastEventId, { send }) {
    const streamId = this.#kept.get(lastEventId)?.streamId;
    if (streamId === undefined) throw new Error('no such event');
    for (const [eventId, event] of this.#kept) {
      if (Number(eventId) > Number(lastEventId) && event.streamId === streamId) {
        await send(eventId, event.message);
      }
    }
    return streamId;
  }
}

const complain = (problem) => console.error(`conformance-server: ${problem.message}`);

/** The revisions up to 2025-11-25: one server object and one transport for each session. */
function legacyEndpoint() {
  const sessions = new Map();

  async function open() {
    const transport = new NodeStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      eventStore: new Events(),
      retryInterval: RETRY_MILLIS,
      onsessioninitialized: (id) => {
        sessions.set(id, transport);
        if (sessions.size > SESSIONS_MAX) sessions.values().next().value.close().catch(complain);
      },
    });
    transport.onclose = () => sessions.delete(transport.sessionId);
    await conformanceServer('legacy').connect(transport);
    return transport;
  }

  return async (request, response, body) => {
    const id = request.headers['mcp-session-id'];
    if (id !== undefined && !sessions.has(id)) {
      refuse(response, 404, -32600, 'no such session; initialize again');
      return;
    }
    const transport = id === undefined ? await open() : sessions.get(id);
    await transport.handleRequest(request, response, body);
  };
}

/** The revision of 2026-07-28: one server object for each request. */
function modernEndpoint() {
  const handler = createMcpHandler(
    () =>
      conformanceServer('modern', {
        tools: () => handler.notify.toolsChanged(),
        prompts: () => handler.notify.promptsChanged(),
      }),
    { legacy: 'reject', onerror: complain },
  );
  return toNodeHandler(handler, { onerror: complain });
}

function refuse(response, status, code, message, id = null) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } }));
}

/** Whether the header for the name names another task than the body; the SDK knows no tasks. */
function namesOtherTask(request, { method, params }) {
  return TASK_METHODS.includes(method) && request.headers['mcp-name'] !== params?.taskId;
}

function serveHttp(port, modernOnly) {
  const legacy = legacyEndpoint();
  const modern = modernEndpoint();
  const hostIsLocal = localhostHostValidation();
  const originIsLocal = localhostOriginValidation();

  async function serve(request, response) {
    if (!hostIsLocal(request, response) || !originIsLocal(request, response)) return;
    if (new URL(request.url, `http://${HOST}`).pathname !== PATH) {
      response.writeHead(404).end();
      return;
    }
    if (request.method !== 'POST' && !modernOnly) {
      await legacy(request, response);
      return;
    }
    if (modernOnly) {
      await modern(request, response);
      return;
    }
    const web = await toWebRequest(request);
    const isLegacy = await isLegacyRequest(web);
    let body;
    try {
      body = await web.json();
    } catch {
      refuse(response, 400, -32700, 'expected JSON');
      return;
    }
    if (isLegacy) await legacy(request, response, body);
    else if (namesOtherTask(request, body)) {
      refuse(response, 400, HEADER_MISMATCH, 'Mcp-Name is not the task of the body', body.id);
    } else await modern(request, response, body);
  }

  const http = createServer((request, response) => {
    serve(request, response).catch((problem) => {
      complain(problem);
      if (response.headersSent) response.destroy();
      else refuse(response, 500, -32603, 'failed');
    });
  });
  http.listen(port, HOST, () => console.log(`http://${HOST}:${http.address().port}${PATH}`));
}

const [, , how, only] = process.argv;
const modernOnly = only === 'modern';
if (how === 'stdio') {
  serveStdio(({ era }) => conformanceServer(era), {
    legacy: modernOnly ? 'reject' : 'serve',
    onerror: complain,
  });
} else if (how !== undefined && Number.isInteger(Number(how))) {
  serveHttp(Number(how), modernOnly);
} else {
  console.error('conformance-server: expected a port or `stdio`; for example: node conformance-server.mjs 3101');
  process.exit(2);
}
