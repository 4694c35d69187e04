import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BareClient, openBareClient } from './bare-client.ts';

const table = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
const configMaps = '/api/v1/namespaces/default/configmaps';

let client: BareClient;

beforeAll(async () => {
  client = await openBareClient();
  for (const name of ['b', 'a', 'c'])
    await client.call('POST', configMaps, { metadata: { name, labels: { name } }, data: { k: name } });
});
afterAll(async () => {
  await client.close();
});

const names = (list: unknown): readonly string[] =>
  (list as { readonly items: readonly { readonly metadata: { readonly name: string } }[] }).items.map(
    ({ metadata }) => metadata.name,
  );

describe('a list', () => {
  test('is in the order of names', async () => {
    expect(names(await client.call('GET', configMaps))).toEqual(['a', 'b', 'c']);
  });

  test('in pages is that of the moment of its first page', async () => {
    const first = await client.call('GET', `${configMaps}?limit=2`);
    expect(first).toMatchObject({ metadata: { remainingItemCount: 1 } });
    await client.call('DELETE', `${configMaps}/c`);
    const next = `${configMaps}?limit=2&continue=${first.metadata?.continue}`;
    const second = await client.call('GET', next);
    expect([...names(first), ...names(second)]).toEqual(['a', 'b', 'c']);
    expect(second.metadata?.continue).toBeUndefined();
    expect(second.metadata?.resourceVersion).toBe(first.metadata?.resourceVersion);
    await client.call('POST', configMaps, { metadata: { name: 'c', labels: { name: 'c' } } });
  });

  test('is narrowed by labels and fields', async () => {
    expect(names(await client.call('GET', `${configMaps}?labelSelector=name%20in%20(a,c)`))).toEqual(['a', 'c']);
    expect(names(await client.call('GET', `${configMaps}?fieldSelector=metadata.name!%3Da`))).toEqual(['b', 'c']);
    expect(await client.call('GET', `${configMaps}?fieldSelector=data%3Da`)).toMatchObject({ code: 400 });
  });

  test('as a table has columns, cells, and as much of the objects as is asked for', async () => {
    const shown = await client.call('GET', `${configMaps}?includeObject=None`, undefined, table);
    expect(shown).toMatchObject({
      kind: 'Table',
      columnDefinitions: [{ name: 'Name' }, { name: 'Data' }, { name: 'Age' }],
    });
    expect(shown.rows).toEqual([{ cells: ['a', 1, '0s'] }, { cells: ['b', 1, '0s'] }, { cells: ['c', 0, '0s'] }]);
    const full = await client.call('GET', `${configMaps}/a?includeObject=Object`, undefined, table);
    expect(full.rows).toMatchObject([{ object: { kind: 'ConfigMap', data: { k: 'a' } } }]);
  });
});

describe('a watch', () => {
  test('goes on after a version and ends when its time is over', async () => {
    const { metadata } = await client.call('GET', configMaps);
    const watching = client.lines(
      `${configMaps}?watch=true&timeoutSeconds=1&resourceVersion=${metadata?.resourceVersion}`,
    );
    await client.send('PATCH', `${configMaps}/a`, '{"data":{"k":"2"}}', 'application/merge-patch+json');
    await client.call('DELETE', `${configMaps}/b`);
    await client.passSeconds(120);
    const seen = await watching;
    expect(seen.map(({ type }) => type)).toEqual(['MODIFIED', 'DELETED']);
    expect(seen[0]).toMatchObject({ object: { metadata: { name: 'a' }, data: { k: '2' } } });
    await client.call('POST', configMaps, { metadata: { name: 'b', labels: { name: 'b' } } });
  });

  test('without a version begins with what is there', async () => {
    const seen = await client.lines(`${configMaps}?watch=true&timeoutSeconds=1&labelSelector=name%3Da`);
    expect(seen).toMatchObject([{ type: 'ADDED', object: { metadata: { name: 'a' } } }]);
  });

  test('has bookmarks when they are asked for', async () => {
    const watching = client.lines(
      `${configMaps}?watch=true&timeoutSeconds=1&allowWatchBookmarks=true&fieldSelector=metadata.name%3Dnone`,
    );
    // The request has arrived once a later one is answered.
    await client.call('GET', configMaps);
    await client.passSeconds(61);
    const [bookmark] = await watching;
    expect(bookmark).toMatchObject({
      type: 'BOOKMARK',
      object: { kind: 'ConfigMap', metadata: { resourceVersion: expect.any(String) } },
    });
  });

  test('as tables carries the columns once', async () => {
    const seen = await client.lines(`${configMaps}?watch=true&timeoutSeconds=1`, table);
    const columns = seen.map(
      ({ object }) => (object as { columnDefinitions: readonly unknown[] }).columnDefinitions.length,
    );
    expect(columns).toEqual([3, 0, 0]);
  });

  test('after a version that is no longer known is told to begin again', async () => {
    const patch = (k: number): Promise<unknown> =>
      client.send(
        'PATCH',
        `${configMaps}/a`,
        JSON.stringify({ data: { k: String(k) } }),
        'application/merge-patch+json',
      );
    const { metadata } = await client.call('GET', configMaps);
    for (let changes = 0; changes < 8300; changes += 100) {
      await Promise.all(Array.from({ length: 100 }, (_, index) => patch(changes + index)));
    }
    const seen = await client.lines(
      `${configMaps}?watch=true&timeoutSeconds=5&resourceVersion=${metadata?.resourceVersion}`,
    );
    expect(seen).toMatchObject([{ type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired' } }]);
  }, 60_000);

  test('with what cannot be read is refused before it begins', async () => {
    expect(await client.call('GET', `${configMaps}?watch=true&resourceVersion=x`)).toMatchObject({ code: 400 });
    expect(await client.call('GET', `${configMaps}?watch=true&labelSelector=a%3D%3D%3Db`)).toMatchObject({ code: 400 });
    expect(await client.call('GET', `${configMaps}?watch=true&sendInitialEvents=true`)).toMatchObject({ code: 422 });
  });
});

describe('a write', () => {
  test('with a stale version is a conflict, a dry run changes nothing, and one that changes nothing keeps the version', async () => {
    const before = await client.call('GET', `${configMaps}/c`);
    const stale = { ...before, metadata: { ...before.metadata, resourceVersion: '1' } };
    expect(await client.call('PUT', `${configMaps}/c`, stale)).toMatchObject({ code: 409, reason: 'Conflict' });
    const changed = { ...before, data: { x: 'y' } };
    expect(await client.call('PUT', `${configMaps}/c?dryRun=All`, changed)).toMatchObject({ data: { x: 'y' } });
    expect(await client.call('GET', `${configMaps}/c`)).toEqual(before);
    expect(await client.call('PUT', `${configMaps}/c`, before)).toEqual(before);
  });

  test('of a name that is taken, or into a namespace that is not there', async () => {
    expect(await client.call('POST', configMaps, { metadata: { name: 'a' } })).toMatchObject({
      reason: 'AlreadyExists',
    });
    const nowhere = '/api/v1/namespaces/nowhere/configmaps';
    expect(await client.call('POST', nowhere, { metadata: { name: 'a' } })).toMatchObject({ code: 404 });
  });

  test('makes up a name', async () => {
    const made = await client.call('POST', configMaps, { metadata: { generateName: 'made-' } });
    expect(made.metadata).toMatchObject({ name: expect.stringMatching(/^made-[a-z0-9]{5}$/) });
  });

  test('deletes every object that labels select', async () => {
    await client.call('DELETE', `${configMaps}?labelSelector=name`);
    expect(names(await client.call('GET', `${configMaps}?labelSelector=name`))).toEqual([]);
  });
});
