/**
 * The `lab` command: what it takes, and how it ends. Everything wrong with a request is one line on standard error
 * that says what, where and what is allowed, and exit code 2.
 */
import { availableParallelism } from 'node:os'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { backendSchema } from '../contract/backend'
import { LabFailure } from '../contract/errors'
import { type BenchOptions, bench, defaultBenchRounds, figureIds, mostBenchRounds } from './commands/bench'
import { type CheckOptions, check } from './commands/check'
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
import { type VerifyOptions, verify } from './commands/verify'
import { type ExitCode, exitCodes } from './exitCodes'
import type { Output } from './output'
import { OutputLost } from './outputLost'

const mostSeeds = 1000
const mostVersions = 1_000_000

/** Reads a whole number in [1, most]. */
function countUpTo(most: number): (text: string) => number {
  return (text) => {
    const count = /^[0-9]{1,6}$/.test(text) ? Number(text) : 0
    if (count >= 1 && count <= most) return count
    throw new InvalidArgumentError(`must be a whole number in [1, ${most}].`)
  }
}

function backendOption(): Option {
  return new Option('--backend <backend>', 'what computes; no result depends on it').choices(backendSchema.options)
}

function threadsOption(): Option {
  const cores = availableParallelism()
  return new Option('--threads <n>', 'cores that train a run by itself; no result depends on it').argParser((text) => {
    const count = /^[0-9]{1,6}$/.test(text) ? Number(text) : 0
    if (count >= 1 && count <= cores) return count
    throw new InvalidArgumentError(`must be a whole number in [1, ${cores}], the cores of this machine.`)
  })
}

function createProgram(output: Output, finish: (code: ExitCode) => void): Command {
  const program = new Command('lab')
    .description('Second Moment without its window: train, keep, compare and verify runs.')
    .helpCommand(false)
    .showSuggestionAfterError(true)
  const lab = (command: Command): Command => command.option('--db <file>', "the lab file (default: the app's own)")
  lab(program.command('run').description('train experiments and keep them'))
    .argument('<file...>', 'experiment documents; - reads standard input')
    .option('--json', 'JSON lines on standard output, and nothing else there')
    .option('--seeds <n>', 'train each with seeds 1…n', countUpTo(mostSeeds))
    .addOption(backendOption())
    .addOption(threadsOption())
    .action(async (files: string[], options: RunOptions) => finish(await run(files, options, output)))
  lab(program.command('list').description('the saved runs'))
    .option('--json', 'one JSON line for each run')
    .action((options: ListOptions) => list(options, output))
  lab(program.command('show').description('one run whole'))
    .argument('<run>', 'its number')
    .option('--json', 'as one JSON line')
    .action((id: string, options: ShowOptions) => show(id, options, output))
  lab(program.command('export').description('a run to standard output, in full precision'))
    .argument('<run>', 'its number')
    .addOption(new Option('--what <what>', 'what to write').choices(exportWhats).makeOptionMandatory())
    .addOption(new Option('--format <format>', 'how to write it').choices(exportFormats).default('json'))
    .action((id: string, options: ExportOptions) => exportRun(id, options, output))
  lab(program.command('check').description('hold the gradients of an experiment against central differences'))
    .argument('<file>', 'an experiment document; - reads standard input')
    .option('--json', 'the outcome as one JSON line')
    .action((file: string, options: CheckOptions) => finish(check(file, options, output)))
  lab(program.command('resume').description('go on from the last checkpoint of a run, to the same bits'))
    .argument('<run>', 'its number')
    .option('--json', 'JSON lines on standard output, and nothing else there')
    .addOption(backendOption())
    .addOption(threadsOption())
    .action(async (id: string, options: ResumeOptions) => finish(await resume(id, options, output)))
  lab(program.command('verify').description('train again and compare parameter digests'))
    .argument('<run>', 'its number')
    .option('--json', 'the outcome as one JSON line')
    .addOption(backendOption())
    .addOption(threadsOption())
    .action(async (id: string, options: VerifyOptions) => finish(await verify(id, options, output)))
  program
    .command('bench')
    .description('how fast the backends are on this machine')
    .option('--json', 'JSON lines: the machine, then one a figure and backend')
    .option('--rounds <n>', 'slices measured of each', countUpTo(mostBenchRounds), defaultBenchRounds)
    .addOption(new Option('--figure <figure...>', 'measure these instead of the short list').choices(figureIds))
    .action(async (options: BenchOptions) => bench(options, output))
  addRuleCommands(program, lab, output)
  return program
}

/** The rules of the user's own. */
function addRuleCommands(program: Command, lab: (command: Command) => Command, output: Output): void {
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

/** Every command answers mistakes in our way: thrown, not printed. */
function quietly(command: Command): Command {
  command.exitOverride().configureOutput({ writeErr: () => undefined, outputError: () => undefined })
  for (const child of command.commands) quietly(child)
  return command
}

function allowedAfter(error: CommanderError, program: Command, words: readonly string[]): string {
  const family = program.commands.find((candidate) => candidate.name() === words[0])
  const command = family?.commands.find((candidate) => candidate.name() === words[1]) ?? family
  const place = command === family ? (family?.name() ?? '') : `${family?.name()} ${command?.name()}`
  switch (error.code) {
    case 'commander.unknownCommand':
    case 'commander.help': {
      const known = family !== undefined && family.commands.length > 0 ? family : program
      return `; commands are ${known.commands.map((candidate) => candidate.name()).join(', ')}`
    }
    case 'commander.unknownOption':
      return `; options of ${place === '' ? 'lab' : place} are ${(command ?? program).options.map((option) => option.long).join(', ')}`
    case 'commander.excessArguments':
    case 'commander.missingArgument':
      return `; usage: lab ${place} ${command?.usage() ?? ''}`
    case 'commander.missingMandatoryOptionValue':
      return `; ${mandatoryChoices(command)}`
    default:
      return ''
  }
}

/** "--what is one of parameters, series, experiment". */
function mandatoryChoices(command: Command | undefined): string {
  const mandatory = command?.options.filter((option) => option.mandatory) ?? []
  return mandatory.map((option) => `${option.long} is one of ${option.argChoices?.join(', ')}`).join('; ')
}

function oneLine(text: string): string {
  return text
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')
    .trim()
}

/** Help that was asked for is the result, of a command and of those below it. */
function printingHelp(command: Command, output: Output): void {
  command.configureOutput({ writeOut: (text) => output.piece(text) })
  for (const child of command.commands) printingHelp(child, output)
}

/** Runs one command line; never throws, and says itself what was wrong. */
export async function runCommandLine(words: readonly string[], output: Output): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done
  const program = quietly(
    createProgram(output, (finished) => {
      code = finished
    }),
  )
  if (words.length === 0) {
    output.remark(
      `lab: a command is missing${allowedAfter(new CommanderError(2, 'commander.help', ''), program, words)}`,
    )
    return exitCodes.wrongRequest
  }
  printingHelp(program, output)
  try {
    await program.parseAsync([...words], { from: 'user' })
    return code
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return exitCodes.done
    if (thrown instanceof OutputLost && thrown.isReaderGone) return exitCodes.done
    if (thrown instanceof CommanderError) {
      output.remark(`lab: ${oneLine(thrown.message)}${allowedAfter(thrown, program, words)}`)
    } else if (thrown instanceof LabFailure) {
      output.remark(`lab: ${oneLine(thrown.message)}`)
    } else {
      output.remark(`lab: ${thrown instanceof Error ? oneLine(thrown.message) : String(thrown)}`)
      return exitCodes.runFailed
    }
    return exitCodes.wrongRequest
  }
}
