/** The `lab` command: its commands, and what each of them takes. */
import { availableParallelism } from 'node:os'
import { Command, InvalidArgumentError, Option } from 'commander'
import { version } from '../../package.json'
import { backendSchema } from '../contract/backend'
import { type BenchOptions, bench, defaultBenchRounds, figureIds, mostBenchRounds } from './commands/bench'
import { type CheckOptions, check } from './commands/check'
import { type CheckFileOptions, checkLabFile } from './commands/checkFile'
import { type ExportOptions, exportFormats, exportRun, exportWhats } from './commands/export'
import { type ListOptions, list } from './commands/list'
import { type ResumeOptions, resume } from './commands/resume'
import {
  exportRule,
  listSavedRules,
  type OneRuleOptions,
  type RuleOptions,
  type SaveRuleOptions,
  saveRuleFile,
  showRule,
} from './commands/rule'
import { type RunOptions, run } from './commands/run'
import { type ShowOptions, show } from './commands/show'
import { type StopOptions, stop } from './commands/stop'
import { type VerifyOptions, verify } from './commands/verify'
import type { ExitCode } from './exitCodes'
import type { Output } from './output'

const mostSeeds = 1000
const mostSteps = 1_000_000_000
const mostVersions = 1_000_000
const exitCodesText = `
Exit codes: 0 done; 1 a run ended diverged or failed, a verification differed, a gradient is wrong, something stored is
damaged, or a lab file was lost and saved elsewhere; 2 the request was wrong, and one line says what, where and what is
allowed; 130 stopped by Ctrl-C.`

/** Reads a whole number in [1, most]. */
function countUpTo(most: number, why = ''): (text: string) => number {
  return (text) => {
    const count = /^[0-9]{1,10}$/.test(text) ? Number(text) : 0
    if (count >= 1 && count <= most) return count
    throw new InvalidArgumentError(`must be a whole number in [1, ${most}]${why}.`)
  }
}

function backendOption(): Option {
  return new Option('--backend <backend>', 'what computes; no result depends on it').choices(backendSchema.options)
}

function threadsOption(): Option {
  return new Option('--threads <n>', 'cores that train a run by itself; no result depends on it').argParser(
    countUpTo(availableParallelism(), ', the cores of this machine'),
  )
}

/** A command that takes a lab file. */
type OfLabFile = (command: Command) => Command

/** @param finish - told how a command ended that may end otherwise than well */
export function createProgram(output: Output, finish: (code: ExitCode) => void): Command {
  const program = new Command('lab')
    .description('Second Moment without its window: train, keep, compare and verify runs.')
    .version(`Second Moment ${version}`, '-V, --version', 'which version this is')
    .helpCommand(false)
    // `lab rule show --version 2` is of the rule, `lab --version` of the program.
    .enablePositionalOptions()
    .showSuggestionAfterError(true)
    .addHelpText('after', exitCodesText)
  const lab: OfLabFile = (command) => command.option('--db <file>', "the lab file (default: the app's own)")
  addRunCommand(program, lab, output, finish)
  addReadingCommands(program, lab, output, finish)
  addRepeatingCommands(program, lab, output, finish)
  program
    .command('bench')
    .description('how fast the backends are on this machine')
    .option('--json', 'JSON lines: the machine, then one a figure and backend')
    .option('--rounds <n>', 'slices measured of each', countUpTo(mostBenchRounds), defaultBenchRounds)
    .addOption(new Option('--figure <figure...>', 'measure these instead of the short list').choices(figureIds))
    .action(async (options: BenchOptions) => bench(options, output))
  program
    .command('check-file')
    .description('look through a whole lab file, and name what is not as it was stored')
    .argument('<file>', 'the lab file')
    .option('--json', 'JSON lines: one for each damaged place, then what was looked through')
    .action((file: string, options: CheckFileOptions) => finish(checkLabFile(file, options, output)))
  addRuleCommands(program, lab, output)
  return program
}

function addRunCommand(program: Command, lab: OfLabFile, output: Output, finish: (code: ExitCode) => void): void {
  lab(program.command('run').description('train experiments and keep them'))
    .argument('<file...>', 'experiment documents; - reads standard input')
    .option('--json', 'JSON lines on standard output, and nothing else there')
    .option('--seeds <n>', 'train each with seeds 1…n', countUpTo(mostSeeds))
    .addOption(backendOption())
    .addOption(threadsOption())
    .action(async (files: string[], options: RunOptions) => finish(await run(files, options, output)))
}

/** Saved runs, as they are. */
function addReadingCommands(program: Command, lab: OfLabFile, output: Output, finish: (code: ExitCode) => void): void {
  lab(program.command('list').description('the saved runs'))
    .option('--json', 'one JSON line for each run')
    .action((options: ListOptions) => finish(list(options, output)))
  lab(program.command('show').description('one run whole'))
    .argument('<run>', 'its number')
    .option('--json', 'as one JSON line')
    .action((id: string, options: ShowOptions) => show(id, options, output))
  lab(program.command('export').description('a run to standard output, in full precision'))
    .argument('<run>', 'its number')
    .addOption(new Option('--what <what>', 'what to write').choices(exportWhats).makeOptionMandatory())
    .addOption(new Option('--format <format>', 'how to write it').choices(exportFormats).default('json'))
    .addOption(
      new Option('--step <n>', 'parameters of a kept moment (default: of the end)').argParser(countUpTo(mostSteps)),
    )
    .action((id: string, options: ExportOptions) => exportRun(id, options, output))
}

/** What computes again: gradients, the rest of a run, all of it. */
function addRepeatingCommands(
  program: Command,
  lab: OfLabFile,
  output: Output,
  finish: (code: ExitCode) => void,
): void {
  lab(program.command('check').description('hold the gradients of an experiment against central differences'))
    .argument('<file>', 'an experiment document; - reads standard input')
    .option('--json', 'the outcome as one JSON line')
    .action((file: string, options: CheckOptions) => finish(check(file, options, output)))
  lab(program.command('resume').description('go on from the last checkpoint of a run, to the same bits'))
    .argument('<run...>', 'their numbers; one without a checkpoint, or left in the queue, begins')
    .option('--json', 'JSON lines on standard output, and nothing else there')
    .addOption(backendOption())
    .addOption(threadsOption())
    .action(async (ids: string[], options: ResumeOptions) => finish(await resume(ids, options, output)))
  lab(program.command('stop').description('take runs out of the queue that a killed program left there'))
    .argument('<run...>', 'their numbers')
    .option('--json', 'one JSON line for each')
    .action((ids: string[], options: StopOptions) => stop(ids, options, output))
  lab(
    program
      .command('verify')
      .description('train again and compare parameters, slots, series and results with what is stored'),
  )
    .argument('<run>', 'its number')
    .option('--json', 'the outcome as one JSON line')
    .addOption(backendOption())
    .addOption(threadsOption())
    .action(async (id: string, options: VerifyOptions) => finish(await verify(id, options, output)))
}

/** The rules of the user's own. */
function addRuleCommands(program: Command, lab: OfLabFile, output: Output): void {
  const rule = program.command('rule').description('rules of your own in the lab file').helpCommand(false)
  const version = () => new Option('--version <n>', 'the newest when left out').argParser(countUpTo(mostVersions))
  lab(rule.command('list').description('the saved rules'))
    .option('--json', 'one JSON line for each')
    .action((options: RuleOptions) => listSavedRules(options, output))
  lab(rule.command('show').description('a rule with its version'))
    .argument('<name>', 'what it is called')
    .addOption(version())
    .option('--json', 'as one JSON line')
    .action((name: string, options: OneRuleOptions) => showRule(name, options, output))
  lab(rule.command('save').description('keep the text in a file as the next version of a rule'))
    .argument('<file>', 'the text of a rule; - reads standard input')
    .option('--name <name>', 'what to call it (default: its title)')
    .option('--json', 'what was saved as one JSON line')
    .action((file: string, options: SaveRuleOptions) => saveRuleFile(file, options, output))
  lab(rule.command('export').description('the text of a rule to standard output'))
    .argument('<name>', 'what it is called')
    .addOption(version())
    .action((name: string, options: OneRuleOptions) => exportRule(name, options, output))
}
