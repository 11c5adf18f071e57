// A client of the JavaScript SDK that goes through one version in one binding.
// Usage: node a2a.mjs BASE VERSION BINDING. Prints one JSON object of what it saw.
import { randomUUID } from 'node:crypto';
import { ClientFactory, ClientFactoryOptions, JsonRpcTransportFactory, RestTransportFactory, DefaultAgentCardResolver } from '@a2a-js/sdk/client';
import { Role, TaskState, verifyAgentCardSignature } from '@a2a-js/sdk';
import { importJWK } from 'jose';

const [base, version, binding] = process.argv.slice(2);
const legacyCompat = { enabled: true };
const resolver = new DefaultAgentCardResolver({ legacyCompat });
const url = `${base}/.well-known/agent-card.json`;
const raw = await (await fetch(url, { headers: { 'A2A-Version': version } })).json();
const card = resolver.normalizeAgentCard(structuredClone(raw));
card.supportedInterfaces = card.supportedInterfaces.filter(
  (place) => place.protocolBinding === binding && place.protocolVersion === version,
);
const saw = { urls: [...new Set(card.supportedInterfaces.map((place) => place.url))] };
if (version === '1.0') {
  const keys = (await (await fetch(`${base}/.well-known/brattice-jwks.json`)).json()).keys;
  await verifyAgentCardSignature(async (id) => importJWK(keys.find((key) => key.kid === id), 'EdDSA'))(raw);
  saw.signed = true;
}
const factory = new ClientFactory({
  ...ClientFactoryOptions.default,
  transports: [new JsonRpcTransportFactory({ legacyCompat }), new RestTransportFactory({ legacyCompat })],
  preferredTransports: [binding],
  cardResolver: resolver,
});
const client = await factory.createFromAgentCard(card);

const part = (words) => ({
  content: { $case: 'text', value: words },
  metadata: undefined,
  filename: '',
  mediaType: 'text/plain',
});
const message = (words) => ({
  tenant: '',
  message: {
    messageId: randomUUID(),
    contextId: '',
    taskId: '',
    role: Role.ROLE_USER,
    parts: [part(words)],
    metadata: undefined,
    extensions: [],
    referenceTaskIds: [],
  },
  configuration: undefined,
  metadata: undefined,
});
const texts = (value, found = []) => {
  if (value?.$case === 'text') found.push(value.value);
  else if (value && typeof value === 'object') Object.values(value).forEach((inner) => texts(inner, found));
  return found;
};
const attempt = async (work) => {
  try {
    return await work();
  } catch (error) {
    return { error: `${error.message} ${error.cause?.message ?? ''}` };
  }
};
const stream = async (words) => {
  const seen = [];
  for await (const event of client.sendMessageStream(message(words))) {
    seen.push(event.payload?.$case ?? event.kind);
    saw.lastText = texts(event).at(-1) ?? saw.lastText;
  }
  return seen;
};

const task = await client.sendMessage(message('hello'));
saw.sent = texts(task.artifacts);
saw.events = await attempt(() => stream('streamed'));
saw.streamed = saw.lastText;
saw.got = (await client.getTask({ tenant: '', id: task.id, historyLength: undefined })).id === task.id;
saw.push = await attempt(async () => {
  const config = (address) => ({
    tenant: '',
    taskId: task.id,
    id: 'c1',
    url: address,
    token: 'tok-1',
    authentication: undefined,
  });
  await client.createTaskPushNotificationConfig(config('https://hooks.example/a2a'));
  const listed = await client.listTaskPushNotificationConfig({ tenant: '', taskId: task.id, pageSize: 0, pageToken: '' });
  await client.deleteTaskPushNotificationConfig({ tenant: '', taskId: task.id, id: 'c1' });
  return (listed.configs ?? listed).length;
});
saw.ssrf = await attempt(() =>
  client.createTaskPushNotificationConfig({
    tenant: '',
    taskId: task.id,
    id: 'c2',
    url: 'http://169.254.169.254/latest/meta-data/iam/security-credentials/',
    token: '',
    authentication: undefined,
  }),
);
saw.injected = await attempt(() => client.sendMessage(message('inject')));
saw.injectedStream = await attempt(() => stream('inject'));
saw.foreign = await attempt(() => client.getTask({ tenant: '', id: 'no-such-task', historyLength: undefined }));
saw.cancel = await attempt(async () => {
  const states = [];
  let id;
  for await (const event of client.sendMessageStream(message('wait'))) {
    const value = event.payload?.value ?? event;
    const first = id === undefined;
    id ??= value.id ?? value.taskId;
    if (first) {
      const again = client.resubscribeTask({ tenant: '', id });
      saw.resubscribed = (async () => {
        let count = 0;
        for await (const ignored of again) count++;
        return count;
      })();
      setTimeout(() => client.cancelTask({ tenant: '', id, metadata: {} }).catch(() => {}), 500);
    }
    states.push(value.status?.state);
  }
  return states.at(-1) === TaskState.TASK_STATE_CANCELED;
});
saw.resubscribed = (await attempt(() => saw.resubscribed)) ?? null;
console.log(JSON.stringify(saw));
process.exit(0);
