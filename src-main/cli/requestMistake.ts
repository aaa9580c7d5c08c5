/** What is wrong with a command line, put into one line: what, where and which values are allowed. */
import type { Command, CommanderError } from 'commander'

/** @param words - of the command line, without the program's own */
export function requestMistake(error: CommanderError, program: Command, words: readonly string[]): string {
  // Commander's word for a command that stands alone where another must follow it.
  const said = error.code === 'commander.help' ? 'a command is missing' : error.message
  const sentence = said.replace(/^error: /, '').trim()
  const allowed = allowedAfter(error, program, words)
  return allowed === '' ? sentence : `${sentence.replace(/\.$/, '')}; ${allowed}`
}

function allowedAfter(error: CommanderError, program: Command, words: readonly string[]): string {
  const { family, command, place } = meantBy(program, words)
  switch (error.code) {
    case 'commander.unknownCommand':
    case 'commander.help': {
      const known = family !== undefined && family.commands.length > 0 ? family : program
      return `commands are ${known.commands.map((candidate) => candidate.name()).join(', ')}`
    }
    case 'commander.unknownOption':
      return command === undefined
        ? `options of lab itself are ${optionNames(program)}; those of a command follow it`
        : `options of ${place} are ${optionNames(command)}`
    case 'commander.excessArguments':
    case 'commander.missingArgument':
      return `usage: lab ${place} ${command?.usage() ?? ''}`
    case 'commander.missingMandatoryOptionValue':
      return mandatoryChoices(command)
    default:
      return ''
  }
}

/** `rule` is a family of commands, `rule list` one of them; undefined where the words name none. */
function meantBy(program: Command, words: readonly string[]) {
  const family = program.commands.find((candidate) => candidate.name() === words[0])
  const member = family?.commands.find((candidate) => candidate.name() === words[1])
  const place = [family, member].flatMap((command) => (command === undefined ? [] : [command.name()])).join(' ')
  return { family, command: member ?? family, place }
}

function optionNames(command: Command): string {
  return [...command.options.map((option) => option.long), '--help'].join(', ')
}

/** "--what is one of parameters, series, experiment". */
function mandatoryChoices(command: Command | undefined): string {
  const mandatory = command?.options.filter((option) => option.mandatory) ?? []
  return mandatory.map((option) => `${option.long} is one of ${option.argChoices?.join(', ')}`).join('; ')
}
