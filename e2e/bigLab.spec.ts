/** Fifty runs with long names, in every state: the window keeps its shape at every size. */
import { join } from 'node:path'
import { LabWindow } from './pages/labWindow'
import { bowl, someMnist } from './support/documents'
import { LabCommand } from './support/labCommand'
import { expect, test } from './support/launch'
import { setWindow } from './support/takeScreenshot'

const longName = 'elongated bowl with a remarkably long name that no column has the room for, whatever the window'
const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
  { width: 1920, height: 1080 },
] as const

test('fifty runs are listed, drawn, scrolled and filtered, and nothing overflows at any size', async ({ lab }) => {
  await lab.close()
  const command = new LabCommand(lab.dataFolder)
  const file = join(lab.dataFolder, 'second-moment.lab')
  await command.write('short.json', bowl(longName, { budget: { steps: 40 } }))
  await command.write('diverging.json', bowl('diverging', { optimizer: { kind: 'sgd', learningRate: 0.05 } }))
  expect((await command.run(['run', 'short.json', '--seeds', '48', '--db', file])).code).toBe(0)
  expect((await command.run(['run', 'diverging.json', '--db', file])).code).toBe(1)
  await lab.launch()

  const window = new LabWindow(lab.page)
  const { runs, charts, page } = window
  const { problem, ...rest } = someMnist('no data')
  const folder = command.path('nowhere')
  await window.experiment.start({
    ...rest,
    problem: { kind: 'network', ...problem, dataset: { kind: 'mnist', folder } },
  })
  await runs.expectStatus('no data', 'failed')
  await expect(window.experiment.article('no data').getByRole('status').first()).toContainText(
    `The dataset file ${join(folder, 'train-images-idx3-ubyte')} cannot be read: there is no such file`,
  )
  const saved = await command.list(file)
  await expect(runs.grid).toHaveAttribute('aria-rowcount', String(saved.length + 1))
  for (const theme of ['light', 'dark'] as const) {
    for (const size of sizes) {
      await setWindow(lab, { theme, ...size })
      await page.waitForFunction((width) => innerWidth === width, size.width)
      await charts.expectDrawn('Training loss', { series: 49 })
      const overflow = await page.evaluate(() => {
        const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement
        return { across: scrollWidth - clientWidth, down: scrollHeight - clientHeight }
      })
      expect(overflow, `${size.width}×${size.height}`).toEqual({ across: 0, down: 0 })
    }
  }

  await runs.grid.focus()
  await page.keyboard.press('Home')
  await expect(runs.rows().first()).toBeInViewport()
  await page.keyboard.press('End')
  await expect(runs.grid.getByRole('row', { selected: true })).toBeInViewport()
  await expect(runs.grid.getByRole('row', { selected: true })).toHaveAttribute(
    'aria-rowindex',
    String(saved.length + 1),
  )
  await runs.filter.fill('status:diverged')
  await expect(runs.rows()).toHaveCount(1)
  await runs.filter.fill('seed:17')
  await expect(runs.row(`${longName} · seed 17`)).toBeVisible()
})
