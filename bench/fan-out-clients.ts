import { request } from 'node:https';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { percentile } from './statistics.ts';

// The watching side of fan-out-program.ts: opens the watches, says when all of them stand, and tells at the end what they heard.
const watchers = Number(process.argv[2]);
const patienceMs = 20_000;
const heardBy: number[][] = [];
const lagsMs: number[] = [];

interface Server {
  readonly url: string;
  readonly token: string;
  readonly certificate: string;
}

process.on('message', (message: Server | { readonly written: number }) => {
  if ('written' in message) void tell(message.written);
  else void Promise.all(Array.from({ length: watchers }, () => watch(message))).then(() => process.send?.('ready'));
});

function watch({ url, token, certificate }: Server): Promise<void> {
  const heard: number[] = [];
  heardBy.push(heard);
  return new Promise((resolve, reject) => {
    const call = request(
      `${url}/api/v1/namespaces/bench/configmaps?watch=true&resourceVersion=0`,
      { ca: certificate, headers: { authorization: `Bearer ${token}` } },
      (response) => {
        resolve();
        createInterface({ input: response }).on('line', (line) => {
          const { data } = (JSON.parse(line) as { object: { data?: { number: string; writtenAt: string } } }).object;
          if (!data) return;
          heard.push(Number(data.number));
          lagsMs.push(Date.now() - Number(data.writtenAt));
        });
      },
    );
    call.on('error', reject);
    call.end();
  });
}

/** Waits for what is still on its way, then counts. */
async function tell(written: number): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (heardBy.some((heard) => heard.length < written) && performance.now() < deadline) await wait(50);
  const delivered = heardBy.reduce((total, heard) => total + heard.length, 0);
  const distinct = heardBy.reduce((total, heard) => total + new Set(heard).size, 0);
  process.send?.({
    delivered,
    lost: watchers * written - distinct,
    repeated: delivered - distinct,
    lagMs95: percentile(lagsMs, 0.95),
  });
}
