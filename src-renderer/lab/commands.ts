/**
 * Every command of the window, once: the palette lists them, keys and the application menu run them, the shortcuts
 * dialog prints them.
 */
import { runCommands } from '../runs/runCommands'
import { runListCommands } from '../runs/runListCommands'
import type { Command } from './command'
import { experimentCommands } from './experimentCommands'
import { labFileCommands } from './labFileCommands'
import { windowCommands } from './windowCommands'

export const commands: readonly Command[] = [
  ...experimentCommands,
  ...runCommands,
  ...runListCommands,
  ...labFileCommands,
  ...windowCommands,
]

export function commandById(id: string): Command | undefined {
  return commands.find((command) => command.id === id)
}

/** Runs the command unless it cannot be run now; says whether it did. */
export function runCommand(id: string): boolean {
  const command = commandById(id)
  if (command?.enabled() !== true) return false
  command.run()
  return true
}
