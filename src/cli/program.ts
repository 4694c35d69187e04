import { Command } from 'commander';
import { addAttach } from './attach-command.ts';
import { addLayouts, addScenarios } from './catalogue.ts';
import { addCluster } from './cluster-command.ts';
import { addCompletion } from './completion/completion-command.ts';
import { addDoctor } from './doctor/doctor-command.ts';
import { addExplain } from './explain.ts';
import { examples } from './help.ts';
import { addRehearse } from './rehearse-command.ts';
import { addReplay } from './replay-command.ts';
import { addReport } from './report/report-command.ts';
import { addRestore } from './restore-command.ts';
import { addRun } from './run-command.ts';
import { versionWithBuild } from './version.ts';
import { addWatch } from './watch/watch-command.ts';

/** The command line: what is parsed here is typed and in range, and each command loads its own code when it runs. */
export function createProgram(): Command {
  const program = new Command('harmony')
    .description('A live cockpit in the terminal for Kubernetes autoscaling.')
    .version(versionWithBuild(), '-V, --version', 'print the version and what it was built from')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text) })
    .addHelpText(
      'after',
      examples('harmony', 'harmony run meme-generator --speed 10', 'harmony rehearse meme-generator'),
    );
  addRun(program);
  addWatch(program);
  addRehearse(program);
  addReplay(program);
  addAttach(program);
  addReport(program);
  addExplain(program);
  addDoctor(program);
  addRestore(program);
  addCluster(program);
  addScenarios(program);
  addLayouts(program);
  addCompletion(program);
  return program;
}
