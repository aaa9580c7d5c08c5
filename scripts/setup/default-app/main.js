/**
 * What Electron's own default_app.asar does for `electron [-r module] [flags] <app>`; the fallback runtime lacks it.
 * Source: behaviour of Electron's default app (command line, app name, version, userData).
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const require = createRequire(join(process.cwd(), 'noop.js'))
const parameters = process.argv
const preload = []
let target
for (let i = 1; i < parameters.length; i++) {
  const parameter = parameters[i]
  if (parameter === '-v' || parameter === '--version') {
    console.log(`v${process.versions.electron}`)
    process.exit(0)
  }
  if (parameter === '-r' || parameter === '--require') preload.push(parameters[++i])
  else if (!parameter.startsWith('-')) {
    target = resolve(parameter)
    break
  }
}
process.defaultApp = true
for (const module of preload) require(module)
if (!target) {
  console.error('usage: electron [-r module] [flags] <app>')
  process.exit(2)
}
const folder = statSync(target).isDirectory() ? target : dirname(target)
let main = target
if (existsSync(join(folder, 'package.json'))) {
  const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  if (folder === target) main = join(folder, description.main ?? 'index.js')
  const name = description.productName ?? description.name
  if (name) app.setName(name)
  if (description.version) app.setVersion(description.version)
  if (description.desktopName) app.setDesktopName(description.desktopName)
}
app.setPath('userData', join(app.getPath('appData'), app.getName()))
app.setAppPath(folder)
// Awaited, or 'ready' may fire before the app's code ran.
await import(pathToFileURL(main).href)
