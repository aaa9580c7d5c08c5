/** `npm start`: Electron on the built app. Without a display it says what can be done instead and exits 1. */
import { spawn } from 'node:child_process'
import { wiredProgram } from './setup/electronRuntime.mjs'
import { hasDisplay } from './setup/hasDisplay.mjs'
import { projectFolder } from './setup/places.mjs'

if (hasDisplay()) {
  const program = wiredProgram()
  if (program === undefined) throw new Error('there is no Electron runtime; start the app by npm start')
  // Chromium refuses to run as root with its sandbox.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = spawn(program, [...sandbox, projectFolder, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => app.kill(signal))
  app.once('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)))
} else {
  console.error(`There is no display here, so no window can be shown. What works:
  xvfb-run -a npm start              the app on a virtual display
  npm run -s lab -- --help           the same lab from the command line`)
  process.exitCode = 1
}
