/**
 * Pictures of the window for people to look at, in both themes and two sizes, and the one of the README, which is
 * written into the project only when `UPDATE_SCREENSHOT=1` asks for it.
 */
import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Member } from '../src-main/contract/field'
import { starterRule } from '../src-main/contract/ownRules'
import { lecture } from '../src-main/contract/presets'
import { LabWindow } from './pages/labWindow'
import { RuleEditor } from './pages/ruleEditor'
import { answerOpenDialog } from './support/answerDialogs'
import { bowl, someMnist } from './support/documents'
import { inProject, type LabApp } from './support/labApp'
import { LabCommand } from './support/labCommand'
import { expect, test } from './support/launch'
import { takeScreenshot } from './support/takeScreenshot'

const names = lecture.documents.map((document) => String(document.name))
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const

/** In a narrower window the right column folds by itself. */
const sizesOfThreeColumns = [
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
] as const

/** One picture for each theme and size. */
async function picture(
  lab: LabApp,
  name: string,
  inSizes: typeof sizes | typeof sizesOfThreeColumns = sizes,
): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    for (const size of inSizes) await takeScreenshot(lab, { name: `${name}-${size.width}`, theme, ...size })
  }
}

test('the empty window, the lecture, its second moments, and the picture of the README', async ({ lab }) => {
  const window = new LabWindow(lab.page)
  await expect(window.runs.panel).toContainText('No runs yet')
  await picture(lab, 'empty')
  await window.runs.startLecture()
  await window.runs.expectStatuses(names, 'completed')
  await window.charts.expectDrawn('Training loss', { series: 4, lastStep: 400 })
  const readme = await takeScreenshot(lab, { name: 'readme', theme: 'dark', width: 1440, height: 900 })
  if (process.env.UPDATE_SCREENSHOT === '1') await copyFile(readme, inProject('docs/screenshot.png'))
  await takeScreenshot(lab, { name: 'readme', theme: 'light', width: 1440, height: 900 })
  await picture(lab, 'lecture')
  await window.charts.openTab('sdW')
  await window.charts.expectDrawn('s_dW · x[0]', { series: 4, lastStep: 400 })
  await picture(lab, 'second-moment')
})

test('the form, and a document with errors at their lines', async ({ lab }) => {
  const window = new LabWindow(lab.page)
  await window.runs.startLecture()
  await window.runs.expectStatuses(names, 'completed')
  await window.experiment.openDraft()
  await window.experiment.openView('Form')
  await picture(lab, 'form', sizesOfThreeColumns)
  const wrong = bowl('wrong', { optimizer: { kind: 'rmsprop', learningRate: -0.1, beta2: 1, alpha: 2 } })
  await window.experiment.writeText(JSON.stringify(wrong, null, 2))
  await expect(window.experiment.panel.getByRole('list', { name: 'Problems' }).getByRole('listitem')).toHaveCount(3)
  await picture(lab, 'json-errors', sizesOfThreeColumns)
})

test('four optimizers on MNIST, curves and second moments', async ({ lab }) => {
  const command = new LabCommand(lab.dataFolder)
  await lab.close()
  const file = join(lab.dataFolder, 'second-moment.lab')
  const optimizers: readonly Member[] = [
    { kind: 'sgd', learningRate: 0.1 },
    { kind: 'momentum', learningRate: 0.1, beta1: 0.9, dampening: 0.9 },
    { kind: 'rmsprop', learningRate: 0.001 },
    { kind: 'adam', learningRate: 0.001 },
  ]
  const files = optimizers.map((optimizer) => `${optimizer.kind}.json`)
  for (const [index, optimizer] of optimizers.entries()) {
    const document = someMnist(`MNIST, ${optimizer.kind}`, optimizer)
    await command.write(files[index] ?? '', { ...document, budget: { epochs: 2 } })
  }
  expect((await command.run(['run', ...files, '--db', file])).code).toBe(0)
  await lab.launch()
  const window = new LabWindow(lab.page)
  await window.charts.expectDrawn('Training loss', { series: 4 })
  await window.runs.open('MNIST, rmsprop')
  await picture(lab, 'mnist')
  await window.charts.openTab('sdW')
  await window.charts.expectDrawn('s_dW · hidden1.W', { series: 4 })
  await picture(lab, 'mnist-second-moment')
})

test('fifty runs, some with long names, one diverged', async ({ lab }) => {
  const command = new LabCommand(lab.dataFolder)
  await lab.close()
  const file = join(lab.dataFolder, 'second-moment.lab')
  const noise = { kind: 'quadratic', eigenvalues: [1, 50], start: [-8, 1.5], gradientNoise: 0.5 }
  const long = 'noisy bowl with a name that is much longer than the column it has to stand in'
  await command.write('seeds.json', bowl(long, { problem: noise, budget: { steps: 200 } }))
  await command.write(
    'adam.json',
    bowl('noisy bowl, Adam', { problem: noise, optimizer: { kind: 'adam', learningRate: 0.15 } }),
  )
  await command.write('gd.json', bowl('too large α', { optimizer: { kind: 'sgd', learningRate: 0.041 } }))
  await command.run(['run', 'seeds.json', '--seeds', '24', '--db', file])
  await command.run(['run', 'adam.json', '--seeds', '25', '--db', file])
  await command.run(['run', 'gd.json', '--db', file])
  await lab.launch()
  const window = new LabWindow(lab.page)
  await window.charts.expectDrawn('Training loss', { series: 50 })
  await window.runs.open('too large α')
  await picture(lab, 'fifty-runs')
})

test('a lab file that cannot be opened', async ({ lab }) => {
  const window = new LabWindow(lab.page)
  const wrong = join(lab.dataFolder, 'letter.txt')
  await writeFile(wrong, 'Dear lab,\n'.repeat(100))
  await answerOpenDialog(lab, wrong)
  await window.chooseMenu('Open a lab file…')
  await expect(window.messages.getByRole('alert')).toBeVisible()
  await picture(lab, 'refused-file')
  await lab.close()
  await writeFile(join(lab.dataFolder, 'second-moment.lab'), 'this was a lab file once '.repeat(100))
  await lab.launch()
  await expect(lab.page.getByRole('alert')).toContainText('The lab file could not be opened')
  await picture(lab, 'broken-file')
})

test('a rule of the user’s own in its editor, with a mistake, and tried on the bowl', async ({ lab }) => {
  const window = new LabWindow(lab.page)
  const rule = new RuleEditor(lab.page, window.experiment)
  await window.experiment.openDraft()
  await rule.choose()
  await rule.tryButton.click()
  await window.charts.expectDrawn('Training loss', { series: 2, lastStep: 400 })
  await rule.tryButton.scrollIntoViewIfNeeded()
  await picture(lab, 'rule', sizesOfThreeColumns)
  await rule.write(starterRule.replace('sqrt(s)', 'sqrt(s2)'))
  await expect(rule.problems).toBeVisible()
  await rule.tryButton.scrollIntoViewIfNeeded()
  await picture(lab, 'rule-mistake', sizesOfThreeColumns)
  await window.experiment.form.getByRole('button', { name: 'Add an exception' }).click()
  await window.experiment.form.getByRole('region', { name: 'Exceptions' }).scrollIntoViewIfNeeded()
  await picture(lab, 'exceptions', sizesOfThreeColumns)
})
