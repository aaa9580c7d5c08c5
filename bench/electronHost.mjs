/**
 * Main process of an Electron without a window that runs a contender in a utility process, as the app runs its trainer,
 * and passes lines on: its own standard input and output on one side, the utility process's messages on the other.
 *
 *   electron bench/electronHost.mjs CONTENDER
 */
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { app, utilityProcess } from 'electron'

const entry = process.argv.find((argument) => argument.endsWith('contender.js'))

// not awaited at the top level: an ES module main that does so waits for itself
app.whenReady().then(() => {
  const child = utilityProcess.fork(resolve(entry), [], { stdio: 'inherit', serviceName: 'bench' })
  child.on('message', (line) => process.stdout.write(`${line}\n`))
  child.on('exit', (code) => app.exit(code))
  createInterface({ input: process.stdin })
    .on('line', (line) => child.postMessage(line))
    .on('close', () => child.kill())
})
