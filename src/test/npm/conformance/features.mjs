// Everything that the conformance suite asks a server for: its tools, resources and prompts, by the
// names it calls them. One server object for a session, a connection or, in the modern era, a request.
import {
  McpServer,
  ResourceNotFoundError,
  ResourceTemplate,
  acceptedContent,
  completable,
  createRequestStateCodec,
  fromJsonSchema,
  inputRequired,
  inputResponse,
} from '@modelcontextprotocol/server';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { form, question, said, text } from './answers.mjs';
import { TASKS, addTasks } from './tasks.mjs';

const STEP_MILLIS = 50;
const ABSENT_MILLIS = 200;

// One red pixel, and one silent sample at 8 kHz.
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC';
const WAV = 'UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQIAAAAAAA==';

// The state that a client carries from one round to the next is sealed: a request that comes back with
// another one is refused before its tool runs. One key for all server objects of this process.
const sealed = createRequestStateCodec({ key: randomBytes(32) });

const image = { type: 'image', data: PNG, mimeType: 'image/png' };
const embedded = (uri, mimeType, words) => ({ type: 'resource', resource: { uri, mimeType, text: words } });
const asked = (...content) => ({ messages: content.map((part) => ({ role: 'user', content: part })) });
const prompted = (words, maxTokens) =>
  inputRequired.createMessage({ messages: [{ role: 'user', content: text(words) }], maxTokens });

/**
 * A server with all features.
 *
 * @param era `modern`, or `legacy` for the revisions up to 2025-11-25, in which tasks were another thing
 * @param changed how to tell those who listen that a list changed: `{tools(), prompts()}`; by default
 *     the server object says it itself
 */
export function conformanceServer(era, changed) {
  const server = new McpServer(
    { name: 'brattice-conformance', version: '1.0.0' },
    {
      // Tools are not among them: the SDK adds them with the first tool, after `addTasks`.
      capabilities: {
        resources: { subscribe: true, listChanged: true },
        prompts: { listChanged: true },
        completions: {},
        logging: {},
        ...(era === 'modern' && { extensions: { [TASKS]: {} } }),
      },
      requestState: { verify: sealed.verify },
    },
  );
  const tell = changed ?? {
    tools: () => server.sendToolListChanged(),
    prompts: () => server.sendPromptListChanged(),
  };
  if (era === 'modern') addTasks(server);
  addContentTools(server);
  addNotifyingTools(server, tell);
  addAskingTools(server);
  addRoundTripTools(server);
  addSchemaTools(server);
  addResources(server);
  addPrompts(server);
  return server;
}

/** Registers a tool without arguments. */
function tool(server, name, description, call) {
  server.registerTool(name, { description }, call);
}

function addContentTools(server) {
  tool(server, 'test_simple_text', 'Answers with one text', () =>
    said(text('This is a simple text response for testing.')),
  );
  tool(server, 'test_image_content', 'Answers with one image', () => said(image));
  tool(server, 'test_audio_content', 'Answers with one sound', () =>
    said({ type: 'audio', data: WAV, mimeType: 'audio/wav' }),
  );
  tool(server, 'test_embedded_resource', 'Answers with one embedded resource', () =>
    said(embedded('test://embedded-resource', 'text/plain', 'This is an embedded resource content.')),
  );
  tool(server, 'test_multiple_content_types', 'Answers with a text, an image and a resource', () =>
    said(
      text('Multiple content types test:'),
      image,
      embedded('test://mixed-content-resource', 'application/json', '{"test":"data","value":123}'),
    ),
  );
  tool(server, 'test_error_handling', 'Always fails', () => {
    throw new Error('This tool intentionally returns an error for testing');
  });
}

function addNotifyingTools(server, tell) {
  tool(server, 'test_tool_with_logging', 'Logs three times before it answers', async (ctx) => {
    await ctx.mcpReq.log('info', 'Tool execution started');
    await pause(STEP_MILLIS);
    await ctx.mcpReq.log('info', 'Tool processing data');
    await pause(STEP_MILLIS);
    await ctx.mcpReq.log('info', 'Tool execution completed');
    return said(text('Logged three times.'));
  });
  tool(server, 'test_logging_tool', 'Logs once, for those who asked for a level', async (ctx) => {
    await ctx.mcpReq.log('info', 'Only for requests with a log level');
    return said(text('Logged where it was wanted.'));
  });
  tool(server, 'test_tool_with_progress', 'Reports progress in three steps', async (ctx) => {
    const progressToken = ctx.mcpReq._meta?.progressToken;
    for (const progress of [0, 50, 100]) {
      if (progress > 0) await pause(STEP_MILLIS);
      if (progressToken !== undefined) {
        await ctx.mcpReq.notify({
          method: 'notifications/progress',
          params: { progressToken, progress, total: 100 },
        });
      }
    }
    return said(text('All steps done.'));
  });
  tool(server, 'test_reconnection', 'Hangs up, then answers whoever comes back', async (ctx) => {
    ctx.http?.closeSSE?.();
    await pause(ABSENT_MILLIS);
    return said(text('Answered after the stream was closed.'));
  });
  tool(server, 'test_trigger_tool_change', 'Says that the list of tools changed', async () => {
    await tell.tools();
    return said(text('Told.'));
  });
  tool(server, 'test_trigger_prompt_change', 'Says that the list of prompts changed', async () => {
    await tell.prompts();
    return said(text('Told.'));
  });
}

// Requests from the server to the client, while a call is open; of the era that has them. They are sent
// as parts of the call, so over HTTP on its stream: `ctx.mcpReq.elicitInput` and its like use the stream
// that the client holds open for everything else, or lose the request when it does not hold it yet.
function addAskingTools(server) {
  const demand = (ctx, capability) => {
    if (!capabilities(server, ctx)[capability]) throw new Error(`The client offers no ${capability}`);
  };
  server.registerTool(
    'test_sampling',
    { description: "Passes a prompt to the client's model", inputSchema: z.object({ prompt: z.string() }) },
    async ({ prompt }, ctx) => {
      demand(ctx, 'sampling');
      const answer = await ctx.mcpReq.send({
        method: 'sampling/createMessage',
        params: { messages: [{ role: 'user', content: text(prompt) }], maxTokens: 100 },
      });
      return said(text(`LLM response: ${answer.content.text}`));
    },
  );
  const elicit = async (ctx, message, requestedSchema) => {
    demand(ctx, 'elicitation');
    const { action, content } = await ctx.mcpReq.send({
      method: 'elicitation/create',
      params: { mode: 'form', message, requestedSchema },
    });
    return said(text(`Elicitation completed: action=${action}, content=${JSON.stringify(content)}`));
  };
  server.registerTool(
    'test_elicitation',
    { description: 'Asks the user for a name and an address', inputSchema: z.object({ message: z.string() }) },
    ({ message }, ctx) =>
      elicit(
        ctx,
        message,
        form({
          username: { type: 'string', description: "The user's name" },
          email: { type: 'string', description: "The user's address" },
        }),
      ),
  );
  tool(server, 'test_elicitation_sep1034_defaults', 'Asks with a default for each kind of value', (ctx) =>
    elicit(ctx, 'Please review what is filled in', {
      type: 'object',
      properties: {
        name: { type: 'string', default: 'John Doe' },
        age: { type: 'integer', default: 30 },
        score: { type: 'number', default: 95.5 },
        status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
        verified: { type: 'boolean', default: true },
      },
    }),
  );
  const plain = ['option1', 'option2', 'option3'];
  const titled = [1, 2, 3].map((i) => ({ const: `value${i}`, title: `Value number ${i}` }));
  tool(server, 'test_elicitation_sep1330_enums', 'Asks for a choice, in each way to write one', (ctx) =>
    elicit(ctx, 'Please choose', {
      type: 'object',
      properties: {
        untitledSingle: { type: 'string', enum: plain },
        titledSingle: { type: 'string', oneOf: titled },
        legacyEnum: {
          type: 'string',
          enum: ['opt1', 'opt2', 'opt3'],
          enumNames: ['Option One', 'Option Two', 'Option Three'],
        },
        untitledMulti: { type: 'array', items: { type: 'string', enum: plain } },
        titledMulti: { type: 'array', items: { anyOf: titled } },
      },
    }),
  );
}

// Results that ask for input: the client calls again with the answers.
function addRoundTripTools(server) {
  tool(server, 'test_input_required_result_elicitation', 'Greets whom the user names', (ctx) => {
    const user = acceptedContent(ctx.mcpReq.inputResponses, 'user_name', z.object({ name: z.string() }));
    return user === undefined
      ? inputRequired({
          inputRequests: { user_name: question('What is your name?', { name: { type: 'string' } }) },
        })
      : said(text(`Hello, ${user.name}!`));
  });
  tool(server, 'test_input_required_result_sampling', "Asks the client's model for a capital", (ctx) => {
    const answer = inputResponse(ctx.mcpReq.inputResponses, 'capital_question');
    return answer.kind === 'sampling'
      ? said(answer.result.content)
      : inputRequired({
          inputRequests: { capital_question: prompted('What is the capital of France?', 100) },
        });
  });
  tool(server, 'test_input_required_result_list_roots', "Lists the client's roots", (ctx) => {
    const answer = inputResponse(ctx.mcpReq.inputResponses, 'client_roots');
    return answer.kind === 'roots'
      ? said(text(answer.roots.map((root) => root.uri).join('\n')))
      : inputRequired({ inputRequests: { client_roots: inputRequired.listRoots() } });
  });
  const confirmed = async (ctx, done) =>
    ctx.mcpReq.requestState() !== undefined &&
    acceptedContent(ctx.mcpReq.inputResponses, 'confirm', z.object({ ok: z.boolean() }))
      ? said(text(done))
      : inputRequired({
          inputRequests: { confirm: question('Please confirm', { ok: { type: 'boolean' } }) },
          requestState: await sealed.mint({ step: 'confirm' }),
        });
  tool(server, 'test_input_required_result_request_state', 'Confirms with state', (ctx) =>
    confirmed(ctx, 'state-ok'),
  );
  tool(server, 'test_input_required_result_tampered_state', 'Confirms with state that must be intact', (ctx) =>
    confirmed(ctx, 'The state came back as it was.'),
  );
  tool(server, 'test_input_required_result_multiple_inputs', 'Asks for three things at once', async (ctx) => {
    const { inputResponses } = ctx.mcpReq;
    const user = acceptedContent(inputResponses, 'user_name', z.object({ name: z.string() }));
    const greeting = inputResponse(inputResponses, 'greeting');
    const roots = inputResponse(inputResponses, 'client_roots');
    if (user !== undefined && greeting.kind === 'sampling' && roots.kind === 'roots') {
      return said(text(`${user.name} has ${roots.roots.length} roots.`), greeting.result.content);
    }
    return inputRequired({
      inputRequests: {
        user_name: question('What is your name?', { name: { type: 'string' } }),
        greeting: prompted('Generate a greeting', 50),
        client_roots: inputRequired.listRoots(),
      },
      requestState: await sealed.mint({ step: 'all' }),
    });
  });
  tool(server, 'test_input_required_result_multi_round', 'Asks twice, one after the other', async (ctx) => {
    const before = ctx.mcpReq.requestState() ?? {};
    const { name } = acceptedContent(ctx.mcpReq.inputResponses, 'step1', z.object({ name: z.string() })) ?? before;
    if (name === undefined) {
      return inputRequired({
        inputRequests: { step1: question('Step 1: What is your name?', { name: { type: 'string' } }) },
        requestState: await sealed.mint({}),
      });
    }
    const second = acceptedContent(ctx.mcpReq.inputResponses, 'step2', z.object({ color: z.string() }));
    if (second === undefined) {
      return inputRequired({
        inputRequests: { step2: question('Step 2: What is your favorite color?', { color: { type: 'string' } }) },
        requestState: await sealed.mint({ name }),
      });
    }
    return said(text(`${name} likes ${second.color}.`));
  });
  tool(server, 'test_input_required_result_capabilities', 'Asks only for what the client can do', (ctx) => {
    const can = capabilities(server, ctx);
    const inputRequests = {
      ...(can.elicitation && { user_name: question('What is your name?', { name: { type: 'string' } }) }),
      ...(can.sampling && { greeting: prompted('Generate a greeting', 50) }),
      ...(can.roots && { client_roots: inputRequired.listRoots() }),
    };
    const unanswered = Object.keys(inputRequests).some((key) => ctx.mcpReq.inputResponses?.[key] === undefined);
    return unanswered ? inputRequired({ inputRequests }) : said(text('Nothing left to ask.'));
  });
  // Asked of a client that cannot sample, the SDK answers with the error for it.
  tool(server, 'test_missing_capability', 'Needs sampling', (ctx) => {
    const answer = inputResponse(ctx.mcpReq.inputResponses, 'greeting');
    return answer.kind === 'sampling'
      ? said(answer.result.content)
      : inputRequired({ inputRequests: { greeting: prompted('Generate a greeting', 50) } });
  });
  tool(server, 'test_streaming_elicitation', 'Asks the user in the course of a stream', async (ctx) => {
    await ctx.mcpReq.log('info', 'About to ask');
    const user = acceptedContent(ctx.mcpReq.inputResponses, 'user_name', z.object({ name: z.string() }));
    return user === undefined
      ? inputRequired({
          inputRequests: { user_name: question('What is your name?', { name: { type: 'string' } }) },
        })
      : said(text(`Hello, ${user.name}!`));
  });
}

/** What the client can do, said with the request or, before that was done, with the handshake. */
function capabilities(server, ctx) {
  return (
    ctx.mcpReq.envelope?.['io.modelcontextprotocol/clientCapabilities'] ??
    server.server.getClientCapabilities() ??
    {}
  );
}

function addSchemaTools(server) {
  server.registerTool(
    'json_schema_2020_12_tool',
    {
      description: 'Takes a person, by a schema with the words of 2020-12',
      inputSchema: fromJsonSchema({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        type: 'object',
        $defs: {
          address: {
            $anchor: 'addressDef',
            type: 'object',
            properties: { street: { type: 'string' }, city: { type: 'string' } },
          },
        },
        properties: {
          name: { type: 'string' },
          address: { $ref: '#/$defs/address' },
          contactMethod: { type: 'string', enum: ['phone', 'email'] },
          phone: { type: 'string' },
          email: { type: 'string' },
        },
        allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
        if: { properties: { contactMethod: { const: 'phone' } }, required: ['contactMethod'] },
        then: { required: ['phone'] },
        else: { required: ['email'] },
        additionalProperties: false,
      }),
    },
    (person) => said(text(`Took ${Object.keys(person).length} values.`)),
  );
  server.registerTool(
    'test_x_mcp_header',
    {
      description: 'Takes a region, which HTTP clients repeat in a header',
      inputSchema: fromJsonSchema({
        type: 'object',
        properties: { region: { type: 'string', 'x-mcp-header': 'Region' } },
        required: ['region'],
      }),
    },
    ({ region }) => said(text(`Region ${region}.`)),
  );
}

function addResources(server) {
  const fixed = (name, uri, mimeType, description, content) =>
    server.registerResource(name, uri, { mimeType, description }, () => ({
      contents: [{ uri, mimeType, ...content }],
    }));
  fixed('static-text', 'test://static-text', 'text/plain', 'A text that stays the same', {
    text: 'This is the content of the static text resource.',
  });
  fixed('static-binary', 'test://static-binary', 'image/png', 'An image that stays the same', { blob: PNG });
  fixed('watched-resource', 'test://watched-resource', 'text/plain', 'A text to subscribe to', {
    text: 'This is the content of the watched resource.',
  });
  const mimeType = 'application/json';
  server.registerResource(
    'template',
    new ResourceTemplate('test://template/{id}/data', { list: undefined }),
    { mimeType, description: 'Data for an id' },
    (uri, { id }) => ({
      contents: [
        {
          uri: uri.href,
          mimeType,
          text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` }),
        },
      ],
    }),
  );
  const known = ({ params }) => {
    if (!params.uri.startsWith('test://')) throw new ResourceNotFoundError(params.uri);
    return {};
  };
  server.server.setRequestHandler('resources/subscribe', known);
  server.server.setRequestHandler('resources/unsubscribe', known);
}

function addPrompts(server) {
  const plain = (name, description, get) => server.registerPrompt(name, { description }, get);
  plain('test_simple_prompt', 'One message', () => asked(text('This is a simple prompt for testing.')));
  const starting = (value) => ['test', 'testing', 'tested'].filter((word) => word.startsWith(value));
  server.registerPrompt(
    'test_prompt_with_arguments',
    {
      description: 'One message with two arguments in it',
      argsSchema: z.object({
        arg1: completable(z.string().describe('The first argument'), starting),
        arg2: completable(z.string().describe('The second argument'), starting),
      }),
    },
    ({ arg1, arg2 }) => asked(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)),
  );
  server.registerPrompt(
    'test_prompt_with_embedded_resource',
    {
      description: 'A resource and what to do with it',
      argsSchema: z.object({ resourceUri: z.string().describe('The resource to embed') }),
    },
    ({ resourceUri }) =>
      asked(
        embedded(resourceUri, 'text/plain', 'Embedded resource content for testing.'),
        text('Please process the embedded resource above.'),
      ),
  );
  plain('test_prompt_with_image', 'An image and what to do with it', () =>
    asked(image, text('Please analyze the image above.')),
  );
  plain('test_input_required_result_prompt', 'Asks for its context first', (ctx) => {
    const given = acceptedContent(ctx.mcpReq.inputResponses, 'user_context', z.object({ context: z.string() }));
    return given === undefined
      ? inputRequired({
          inputRequests: {
            user_context: question('What context should the prompt use?', { context: { type: 'string' } }),
          },
        })
      : asked(text(`In the context of ${given.context}.`));
  });
}
