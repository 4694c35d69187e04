import { describeFailure } from './failure.ts';
import { createProgram } from './program.ts';

const args = process.argv.slice(2);

try {
  await createProgram().parseAsync(args, { from: 'user' });
} catch (error) {
  const failure = describeFailure(error, args.includes('--debug'));
  process.stderr.write(failure.text);
  process.exitCode = failure.exitCode;
}
