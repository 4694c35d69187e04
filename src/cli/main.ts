import { openCockpit, plainRun } from './cockpit.ts';

const args = process.argv.slice(2);

// A reader that has seen enough (`harmony report | head`) ends the program as it ends every other in a pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

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
