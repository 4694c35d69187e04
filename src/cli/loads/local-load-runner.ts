import type { LocalLoad } from '../../scenario/model.ts';
import type { LoadListener, LoadRunner, RunningLoad } from '../../session/loads/load-runner.ts';

/** Runs loads on this machine. What a kind needs is loaded when one of it is started. */
export const localLoadRunner: LoadRunner = {
  async start(load: LocalLoad, listener: LoadListener): Promise<RunningLoad> {
    switch (load.kind) {
      case 'exec': {
        const { startExec } = await import('./exec-load.ts');
        return startExec(load, listener);
      }
      case 'nats-publish': {
        const { startNatsPublish } = await import('./nats-publish-load.ts');
        return startNatsPublish(load, listener);
      }
      case 'http': {
        const { startHttp } = await import('./http-load.ts');
        return startHttp(load, listener);
      }
    }
  },
};
