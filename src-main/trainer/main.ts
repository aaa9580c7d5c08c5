/**
 * Entry of the trainer process: an Electron utility process under the window, a Node child under the command line.
 *
 * It never dies silently: an uncaught error ends the current job as `failed`, or, without a job, the process, with a
 * message on standard error. An interrupt from the terminal, a terminal that is closed (SIGHUP), and a SIGTERM to the whole
 * group of processes (`timeout`, `systemctl stop`), are the parent's to answer; a parent that is gone ends it.
 */
import { availableParallelism, totalmem } from 'node:os'
import { extname, join } from 'node:path'
import { keptReads } from '../datasets/keptReads'
import { connectParent } from './parentChannel'
import { type JobServer, serveJobs } from './serveJobs'
import { workerThreads } from './threads/workerThreads'

/** The built entry of a thread, beside this one. */
const threadEntry = join(import.meta.dirname, `thread${extname(import.meta.filename)}`)

/** For data that were read: MNIST five times; less where all trainers of a machine would take more than an eighth of it. */
const mostKeptBytes = Math.min(2 ** 28, totalmem() / 8 / availableParallelism())

const channel = connectParent()
if (channel === null) {
  process.stderr.write('the trainer is started by the app or by the lab command, not by itself\n')
  process.exitCode = 2
} else {
  keptReads.keepUpTo(mostKeptBytes)
  channel.onClosed(() => process.exit(0))
  process.on('SIGINT', () => undefined)
  process.on('SIGHUP', () => undefined)
  // Electron ends its utility processes by this signal; `lab` ends its trainers otherwise.
  if (!channel.isElectron) process.on('SIGTERM', () => undefined)
  let server: JobServer | undefined
  const fail = (error: unknown): void => {
    if (server?.fail(error) === true) return
    process.stderr.write(`the trainer ended itself: ${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  }
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
  server = serveJobs(channel, workerThreads(threadEntry))
}
