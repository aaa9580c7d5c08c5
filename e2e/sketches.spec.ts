/** Pictures in the form: the rate of the schedule and the spectrum of a bowl of many dimensions, drawn as they are set. */
import { LabWindow } from './pages/labWindow'
import { expectAccessible } from './support/expectAccessible'
import { expect, test } from './support/launch'
import { takeScreenshot } from './support/takeScreenshot'

const manyDirections = {
  schemaVersion: 1,
  name: 'many directions',
  problem: { kind: 'quadraticDeep' },
  optimizer: { kind: 'rmsprop', learningRate: 0.05 },
  schedule: { kind: 'cosine', warmupSteps: 100 },
  budget: { steps: 1000 },
}

test('the rate and the spectrum are drawn, and drawn again when a setting changes', async ({ lab }) => {
  const { experiment } = new LabWindow(lab.page)
  await experiment.openDraft()
  await experiment.writeText(JSON.stringify(manyDirections))
  await experiment.openView('Form')
  const rate = experiment.form.getByRole('img', { name: /^Learning rate, α by step/ })
  const spectrum = experiment.form.getByRole('img', { name: /^Spectrum, λ by direction, log axis/ })
  await expect(rate).toHaveAccessibleName(/0\.005 at first, 0\.05 at about step \d+, .* at the end/)
  await expect(spectrum).toHaveAccessibleName(/100 directions, λ from 1 down to 0\.001\./)
  for (const theme of ['light', 'dark'] as const) {
    await spectrum.scrollIntoViewIfNeeded()
    await takeScreenshot(lab, { name: 'sketch-spectrum-1920', theme, width: 1920, height: 1080 })
    await rate.scrollIntoViewIfNeeded()
    await takeScreenshot(lab, { name: 'sketch-rate-1440', theme, width: 1440, height: 900 })
  }

  await experiment.form.getByRole('textbox', { name: /^Condition/ }).fill('50')
  await expect(experiment.form.getByRole('img', { name: /^Spectrum/ })).toHaveAccessibleName(/down to 0\.02\./)
  await experiment.form.getByRole('textbox', { name: /^Warm-up(?! from)/ }).fill('0')
  await expect(rate).toHaveAccessibleName(/0\.05 at first, [^,]* at the end/)
  await experiment.form.getByRole('textbox', { name: 'Floor' }).fill('-1')
  await expect(experiment.form.locator('.sketch.stale')).toHaveCount(2)
  await experiment.form.getByRole('textbox', { name: 'Floor' }).fill('0.01')
  await expect(rate).toHaveAccessibleName(/0\.01 at the end/)
  await expectAccessible(lab.page, 'a draft with pictures')
})
