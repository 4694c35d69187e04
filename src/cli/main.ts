import { openCockpit, plainRun } from './cockpit.ts';

const args = process.argv.slice(2);

try {
  if (args.length === 0 || (args.length === 1 && args[0] === 'run')) {
    // What is typed most often needs no parser, which takes a tenth of the time until the first frame to load.
    await openCockpit(plainRun);
  } else {
    const { createProgram } = await import('./program.ts');
    await createProgram().parseAsync(args, { from: 'user' });
  }
} catch (error) {
  const { describeFailure } = await import('./failure.ts');
  const failure = describeFailure(error, args.includes('--debug'));
  process.stderr.write(failure.text);
  process.exitCode = failure.exitCode;
}
