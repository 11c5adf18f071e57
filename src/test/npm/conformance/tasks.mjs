// The extension for tasks: calls that are answered at once with a task, whose result is asked for later.
import {
  MissingRequiredClientCapabilityError,
  ProtocolError,
  ProtocolErrorCode,
  acceptedContent,
  inputRequired,
} from '@modelcontextprotocol/server';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { question, said, text } from './answers.mjs';

export const TASKS = 'io.modelcontextprotocol/tasks';

const TTL_MILLIS = 600_000;
const POLL_MILLIS = 100;
const JOB_MILLIS = 1_000;
// The oldest is forgotten beyond this.
const TASKS_MAX = 256;

const failure = (problem) => ({ code: ProtocolErrorCode.InternalError, message: problem.message });

/** One call that goes on after its answer: runs until it has a result, an error, or is told to stop. */
class Task {
  #id = randomUUID();
  #createdAt = new Date().toISOString();
  #lastUpdatedAt = this.#createdAt;
  #status = 'working';
  #outcome = {};
  #asked = new Map();
  #stop = new AbortController();

  constructor(run) {
    run(this).then(
      (result) => this.#become('completed', { result }),
      (problem) => this.#become('failed', { error: failure(problem) }),
    );
  }

  get id() {
    return this.#id;
  }

  /** Aborts when the client no longer wants the result. */
  get signal() {
    return this.#stop.signal;
  }

  #become(status, outcome = {}) {
    if (this.#status === 'cancelled') return;
    this.#status = status;
    this.#outcome = outcome;
    this.#lastUpdatedAt = new Date().toISOString();
  }

  cancel() {
    if (this.#status !== 'working' && this.#status !== 'input_required') return;
    this.#become('cancelled');
    this.#stop.abort();
  }

  /** Asks the client; resolves with its answers once all are there. */
  async ask(requests) {
    const answers = Object.entries(requests).map(
      ([key, request]) =>
        new Promise((answer) => this.#asked.set(key, { request, answer: (value) => answer([key, value]) })),
    );
    this.#become('input_required');
    return Object.fromEntries(await Promise.all(answers));
  }

  /** Takes the answers to what is still asked. */
  update(responses) {
    for (const [key, value] of Object.entries(responses)) {
      this.#asked.get(key)?.answer(value);
      this.#asked.delete(key);
    }
    if (this.#status === 'input_required' && this.#asked.size === 0) this.#become('working');
  }

  /** How it stands, without what only a client that asks for it gets. */
  get envelope() {
    return {
      taskId: this.#id,
      status: this.#status,
      createdAt: this.#createdAt,
      lastUpdatedAt: this.#lastUpdatedAt,
      ttlMs: TTL_MILLIS,
      pollIntervalMs: POLL_MILLIS,
    };
  }

  get details() {
    const inputRequests = Object.fromEntries([...this.#asked].map(([key, { request }]) => [key, request]));
    return {
      ...this.envelope,
      ...this.#outcome,
      ...(this.#status === 'input_required' && { inputRequests }),
    };
  }
}

// A client may ask through any connection of this process.
const tasks = new Map();

function started(run) {
  const task = new Task(run);
  tasks.set(task.id, task);
  if (tasks.size > TASKS_MAX) tasks.delete(tasks.keys().next().value);
  return { resultType: 'task', ...task.envelope };
}

function known(taskId) {
  const task = tasks.get(taskId);
  if (task === undefined) throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'Unknown task');
  return task;
}

const declared = (ctx) =>
  ctx.mcpReq.envelope?.['io.modelcontextprotocol/clientCapabilities']?.extensions?.[TASKS] !== undefined;

function demand(ctx) {
  if (!declared(ctx)) {
    throw new MissingRequiredClientCapabilityError({ requiredCapabilities: { extensions: { [TASKS]: {} } } });
  }
}

/** Gives `server`, which has no tools yet, the extension's methods and tools that use it. */
export function addTasks(server) {
  const needing = refuseWithout(server);
  const byId = z.looseObject({ taskId: z.string() });
  server.server.setRequestHandler('tasks/get', { params: byId }, ({ taskId }, ctx) => {
    demand(ctx);
    return known(taskId).details;
  });
  server.server.setRequestHandler('tasks/update', { params: byId }, ({ taskId }, ctx) => {
    demand(ctx);
    known(taskId).update(ctx.mcpReq.inputResponses ?? {});
    return {};
  });
  server.server.setRequestHandler('tasks/cancel', { params: byId }, ({ taskId }, ctx) => {
    demand(ctx);
    known(taskId).cancel();
    return {};
  });
  addTools(server, needing);
}

/**
 * The names of tools that cannot run without tasks; a call of one is refused before it reaches the SDK,
 * which would make a result of the tool out of the error.
 */
function refuseWithout(server) {
  const needing = new Set();
  const register = server.server.setRequestHandler.bind(server.server);
  server.server.setRequestHandler = (method, ...rest) => {
    if (method !== 'tools/call') return register(method, ...rest);
    const [handle] = rest;
    return register(method, (request, ctx) => {
      if (needing.has(request.params.name)) demand(ctx);
      return handle(request, ctx);
    });
  };
  return needing;
}

function addTools(server, needing) {
  server.registerTool(
    'greet',
    { description: 'Greets at once', inputSchema: z.object({ name: z.string() }) },
    ({ name }) => said(text(`Hello, ${name}!`)),
  );
  const compute = async (seconds, label, signal) => {
    await pause(seconds * 1_000, undefined, { signal });
    return said(text(`Computed ${label} for ${seconds} seconds.`));
  };
  server.registerTool(
    'slow_compute',
    {
      description: 'Takes its time, as a task for those who know tasks',
      inputSchema: z.object({ seconds: z.number(), label: z.string().default('nothing') }),
    },
    ({ seconds, label }, ctx) =>
      declared(ctx)
        ? started((task) => compute(seconds, label, task.signal))
        : compute(seconds, label, ctx.mcpReq.signal),
  );
  const needy = (name, config, call) => {
    needing.add(name);
    server.registerTool(name, config, call);
  };
  needy('failing_job', { description: 'A task whose tool fails' }, () =>
    started(async ({ signal }) => {
      await pause(JOB_MILLIS, undefined, { signal });
      return { ...said(text('The job failed.')), isError: true };
    }),
  );
  needy('protocol_error_job', { description: 'A task that comes to no result' }, () =>
    started(async () => {
      throw new Error('the job broke down');
    }),
  );
  const sure = (words) => question(words, { confirm: { type: 'boolean' } });
  needy(
    'confirm_delete',
    { description: 'A task that asks first', inputSchema: z.object({ filename: z.string() }) },
    ({ filename }) =>
      started(async (task) => {
        const { confirm } = await task.ask({ confirm: sure(`Delete ${filename}?`) });
        return said(text(confirm?.content?.confirm ? `Deleted ${filename}.` : `Kept ${filename}.`));
      }),
  );
  needy('multi_input', { description: 'A task that asks two things at once' }, () =>
    started(async (task) => {
      const answers = await task.ask({ first: sure('First?'), second: sure('Second?') });
      return said(text(`Got ${Object.keys(answers).length} answers.`));
    }),
  );
  needy('test_tool_with_task', { description: 'Asks first, then becomes a task' }, (ctx) => {
    const user = acceptedContent(ctx.mcpReq.inputResponses, 'user_name', z.object({ name: z.string() }));
    return user === undefined
      ? inputRequired({
          inputRequests: { user_name: question('What is your name?', { name: { type: 'string' } }) },
        })
      : started(async () => said(text(`Hello, ${user.name}!`)));
  });
}
