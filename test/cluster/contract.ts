import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ClusterUnderTest, contractOn } from './cluster-under-test.ts';
import { readingContract } from './reading-contract.ts';
import { watchingContract } from './watching-contract.ts';
import { writingContract } from './writing-contract.ts';

export { type ClusterUnderTest, knownConfigMaps } from './cluster-under-test.ts';

/** What every adapter of the Cluster port does. Registers tests in the current file; `start` is called before each of them. */
export function clusterContract(adapter: string, start: () => Promise<ClusterUnderTest>): void {
  describe(`the Cluster port of ${adapter}`, () => {
    let test: ClusterUnderTest;
    beforeEach(async () => {
      test = await start();
    });
    afterEach(() => test.dispose());

    const contract = contractOn(() => test);
    readingContract(contract);
    writingContract(contract);
    watchingContract(contract);

    describe('logs', () => {
      it('of a pod that does not exist end with 404', async () => {
        const ends: (number | undefined)[] = [];
        test.cluster.logs(
          { namespace: test.namespace, name: 'nobody' },
          { onLine: () => {}, onEnd: (error) => ends.push(error?.code) },
        );
        await test.eventually(() => ends.length > 0);
        expect(ends).toEqual([404]);
      });
    });

    it('refuses a service proxy to a service that does not exist', async () => {
      const call = test.cluster.serviceProxy({ namespace: test.namespace, name: 'nobody', port: 80 }, '/');
      await expect(call).rejects.toMatchObject({ name: 'ClusterError' });
    });
  });
}
