// What both TypeScript drivers share: the plan, the client's answers to a server, and what is printed.
import { readFileSync } from 'node:fs';

const [planName, dashes, command, ...args] = process.argv.slice(2);
if (dashes !== '--' || command === undefined) {
  process.stderr.write('driver: expected PLAN -- COMMAND ARG… or PLAN -- URL\n');
  process.exit(64);
}

export const server = { command, args };

/** Where the server is reached over HTTP; undefined where it is a command. */
export const url = command.startsWith('http://') ? new URL(command) : undefined;

/** What an aggregate puts before names. */
export const prefix = process.env.DRIVER_PREFIX ?? '';
const uriPrefix = process.env.DRIVER_URI_PREFIX ?? '';
export const plan = JSON.parse(readFileSync(new URL('plans.json', import.meta.url), 'utf8'))[planName];
if (plan === undefined) {
  process.stderr.write(`driver: no plan ${planName}\n`);
  process.exit(64);
}

export const answers = {
  sampling: {
    model: 'fixed',
    role: 'assistant',
    stopReason: 'endTurn',
    content: { type: 'text', text: 'hi from the client' },
  },
  elicitation: { action: 'accept', content: { name: 'Ada', check: true, color: 'red' } },
  roots: { roots: [] },
};

const notified = [];
const asked = [];

export function print(observation) {
  process.stdout.write(`${JSON.stringify(observation)}\n`);
}

export const notice = (method, params) => notified.push({ method, params });

export const question = (method, params) => asked.push({ method, params });

/** Runs each step, prints what came of it, then what the server sent of its own, sorted: its timing is free. */
export async function run(steps) {
  for (const [index, planned] of plan.entries()) {
    const step = planned.uri === undefined ? planned : { ...planned, uri: uriPrefix + planned.uri };
    const seen = { step: index, do: step.do, ...(step.name && { name: step.name }) };
    try {
      const outcome = await steps[step.do](step);
      print({ ...seen, result: outcome ?? null });
    } catch (problem) {
      print({ ...seen, error: { name: problem.constructor.name, code: problem.code ?? null, message: problem.message } });
    }
  }
  const lines = (list) => [...new Set(list.map((entry) => JSON.stringify(entry)))].sort();
  print({ asked: lines(asked) });
  print({ notified: lines(notified) });
}

/** A call that is given up after a while; resolves with what the caller then sees. */
export async function cancelled(call, afterMillis) {
  const control = new AbortController();
  setTimeout(() => control.abort('no longer needed'), afterMillis);
  try {
    return { finished: await call(control.signal) };
  } catch (problem) {
    return { gaveUp: problem.constructor.name };
  }
}
