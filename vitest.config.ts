import { defineConfig } from 'vitest/config';
import { CountReporter } from './test/support/count-reporter.ts';

/** Tests that start the built program. */
const program = ['cli', 'docs', 'pack', 'terminal'].map((folder) => `test/${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    reporters: ['default', new CountReporter()],
    // Many tests wait for real programs and real seconds: on few processors, one file at a time would take twice as long.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          testTimeout: 15_000,
          setupFiles: ['test/support/property-seed.ts'],
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: program,
        },
      },
      {
        extends: true,
        test: {
          name: 'program',
          include: program,
          globalSetup: 'test/support/build-program.ts',
          // Each test starts processes; a loaded machine takes seconds for what takes milliseconds on a quiet one.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
