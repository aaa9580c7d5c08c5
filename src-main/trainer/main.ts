/**
 * Entry of the trainer process: an Electron utility process under the window, a Node child under the command line.
 *
 * It never dies silently: what nothing caught is sent as `failed`. An interrupt from the terminal, and a SIGTERM to the
 * whole group of processes (`timeout`, `systemctl stop`), are the parent's to answer; a parent that is gone ends it.
 */
import { extname, join } from 'node:path'
import { connectParent } from './parentChannel'
import { serveTraining } from './serveTraining'
import { workerThreads } from './threads/workerThreads'

/** The built entry of a thread, beside this one. */
const threadEntry = join(import.meta.dirname, `thread${extname(import.meta.filename)}`)

const channel = connectParent()
if (channel === null) {
  process.stderr.write('the trainer is started by the app or by the lab command, not by itself\n')
  process.exitCode = 2
} else {
  channel.onClosed(() => process.exit(0))
  process.on('SIGINT', () => undefined)
  // Electron ends its utility processes by this signal; `lab` ends its trainers otherwise.
  if (!channel.isElectron) process.on('SIGTERM', () => undefined)
  const service = serveTraining(channel, workerThreads(threadEntry))
  process.on('uncaughtException', (error) => service.fail(error))
  process.on('unhandledRejection', (reason) => service.fail(reason))
}
