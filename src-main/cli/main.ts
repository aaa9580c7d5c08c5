/** Entry of the `lab` command, run by plain Node. */
import { processOutput } from './output'
import { runCommandLine } from './runCommandLine'

process.exitCode = await runCommandLine(process.argv.slice(2), processOutput())
