import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('on Linux without a display it names the two ways that work, and fails', () => {
  // Elsewhere there is always a display.
  if (process.platform !== 'linux') return
  const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...environment } = process.env
  const program = join(import.meta.dirname, 'start.mjs')
  const { status, stderr } = spawnSync(process.execPath, [program], { env: environment, encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toContain('no display')
  expect(stderr).toContain('xvfb-run -a npm start')
  expect(stderr).toContain('npm run -s lab')
})
