/** How `lab` ends: part of its contract with scripts. */
export const exitCodes = {
  done: 0,
  /** A run ended `diverged` or `failed`, a verification differed, a lab file was lost, or something that is stored is damaged. */
  runFailed: 1,
  /** The request was wrong: one line on standard error. */
  wrongRequest: 2,
  /** Ended by Ctrl-C, as shells count it. */
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
