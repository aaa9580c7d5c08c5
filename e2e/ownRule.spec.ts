/** A rule of the user's own, written in the window: checked as it is typed, tried on the bowl. */
import { LabWindow } from './pages/labWindow'
import { RuleEditor } from './pages/ruleEditor'
import { expect, test } from './support/launch'
import { setWindow } from './support/takeScreenshot'

const signMomentum = `title Sign momentum
param learningRate = 0.001 in (0, inf) log
param beta1 = 0.9 in [0, 1)
param beta2 = 0.9 in [0, 1)
slot m = 0
slot s = 0 "s_dW"
s = beta2*s + (1 - beta2)*g^2
m = beta1*m + (1 - beta1)*g
w = w - learningRate*sign(m)
`

test('a rule is checked as it is typed, its hyperparameters become the form, and it is tried on the bowl', async ({
  lab,
}) => {
  const window = new LabWindow(lab.page)
  const rule = new RuleEditor(lab.page, window.experiment)
  await setWindow(lab, { theme: 'light', width: 1440, height: 900 })
  await window.experiment.openDraft()
  await rule.choose()
  await expect(rule.equations).toContainText('W'.toLowerCase())
  await rule.write(signMomentum.replace('sign(m)', 'sgn(m)'))
  await expect(rule.problems).toContainText('line 9, column 22')
  await rule.write(signMomentum)
  await expect(rule.problems).toBeHidden()
  await expect(window.experiment.field(/^Beta 1/)).toHaveValue('0.9')
  await rule.tryButton.click()
  await window.runs.expectStatuses(['bowl, RMSProp', 'bowl, Sign momentum'], 'completed')
  await window.charts.expectDrawn('Training loss', { series: 2, lastStep: 400 })
  await setWindow(lab, { theme: 'light', width: 1440, height: 900 })
})
