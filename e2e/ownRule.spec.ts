/** A rule of the user's own, written in the window: checked as it is typed, tried on the bowl, kept, trained and compared. */
import { readFile } from 'node:fs/promises'
import { LabWindow } from './pages/labWindow'
import { RuleEditor } from './pages/ruleEditor'
import { bowl } from './support/documents'
import { expectAccessible } from './support/expectAccessible'
import { inProject } from './support/labApp'
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
  await expectAccessible(lab.page, 'a rule with a mistake')
  await rule.write(signMomentum)
  await expect(rule.problems).toBeHidden()
  await expect(window.experiment.field(/^Beta 1/)).toHaveValue('0.9')
  await rule.tryButton.click()
  await window.runs.expectStatuses(['bowl, RMSProp', 'bowl, Sign momentum'], 'completed')
  await window.charts.expectDrawn('Training loss', { series: 2, lastStep: 400 })
  await setWindow(lab, { theme: 'light', width: 1440, height: 900 })
})

test('a rule is kept in the lab file by title and version, and taken up again', async ({ lab }) => {
  await setWindow(lab, { theme: 'light', width: 1440, height: 900 })
  const window = new LabWindow(lab.page)
  const rule = new RuleEditor(lab.page, window.experiment)
  await window.experiment.openDraft()
  await rule.choose()
  await rule.write(signMomentum)
  await rule.button('Save').click()
  await expect(window.messages).toContainText('“Sign momentum” is saved, version 1')
  await expect(rule.button('Saved')).toBeDisabled()
  await rule.write(signMomentum.replace('sign(m)', 'sign(m + g)'))
  await rule.button('Save').click()
  await expect(window.messages).toContainText('“Sign momentum” is saved, version 2')
  await rule.takeUp('Sign momentum, version 1')
  await expect(rule.editor).toContainText('w = w - learningRate*sign(m)')
  await lab.relaunch()
  const again = new LabWindow(lab.page)
  const ruleAgain = new RuleEditor(lab.page, again.experiment)
  await again.experiment.openDraft()
  await ruleAgain.choose()
  await ruleAgain.takeUp('Sign momentum, version 2')
  await expect(ruleAgain.editor).toContainText('sign(m + g)')
  await ruleAgain.takeUp('Delete “Sign momentum” from the lab file')
  await again.messages.getByRole('button', { name: 'Undo' }).click()
  await ruleAgain.takeUp('Sign momentum, version 1')
})

test('the README: sign-momentum with an s_dW of its own, compared with RMSProp on MNIST', async ({ lab }) => {
  await setWindow(lab, { theme: 'light', width: 1440, height: 900 })
  const readme = await readFile(inProject('README.md'), 'utf8')
  const lines = /^ {8}title Sign momentum\n(?: {8}.+\n)+/m.exec(readme)?.[0] ?? ''
  const text = lines.replace(/^ {8}/gm, '')
  expect(text).toBe(signMomentum)

  const window = new LabWindow(lab.page)
  const { experiment, runs, charts } = window
  const rule = new RuleEditor(lab.page, experiment)
  await experiment.openDraft()
  await experiment.form.getByRole('button', { name: 'MNIST, four optimizers' }).click()
  await lab.page.getByRole('menuitem', { name: 'MNIST, RMSProp' }).click()
  await experiment.field(/^Limit/).fill('2000')
  await experiment.field(/^Epochs/).fill('1')
  await experiment.runButton.click()
  await runs.expectStatus('MNIST, RMSProp', 'completed')

  await experiment.button('Duplicate and change').click()
  await experiment.field(/^Name/).fill('MNIST, sign momentum')
  await rule.choose()
  await rule.write(text)
  await rule.tryButton.click()
  await runs.expectStatuses(['bowl, RMSProp', 'bowl, Sign momentum'], 'completed')
  await rule.button('Save').click()
  await expect(rule.button('Saved')).toBeVisible()
  await experiment.runButton.click()
  await runs.expectStatus('MNIST, sign momentum', 'completed')

  await runs.open('MNIST, RMSProp')
  await runs.row('MNIST, sign momentum').click({ modifiers: ['ControlOrMeta'] })
  await lab.page.keyboard.press('Shift+Space')

  await charts.expectDrawn('Training loss', { series: 2, lastStep: 30 })
  await charts.openTab('sdW')
  await charts.expectDrawn('s_dW · hidden1.W', { series: 2 })
  await expect(charts.figure('s_dW · hidden1.W')).not.toContainText('only observed')
})

test('the equations of an optimizer, as it is set, become a rule of one’s own that trains to the same digest', async ({
  lab,
}) => {
  await setWindow(lab, { theme: 'light', width: 1440, height: 900 })
  const window = new LabWindow(lab.page)
  const rule = new RuleEditor(lab.page, window.experiment)
  const { form } = window.experiment
  const optimizer = { kind: 'rmsprop', learningRate: 0.1, momentum: 0.5, centered: true }
  await window.experiment.start(bowl('built in', { optimizer }))
  await window.experiment.openDraft()
  await window.experiment.writeText(JSON.stringify(bowl('written', { optimizer })))
  await window.experiment.openView('Form')
  await expect(form.getByText('α and momentum')).toBeVisible()
  await form.getByRole('button', { name: 'Edit these equations as a rule of your own' }).click()
  await expect(rule.editor).toContainText('title My RMSProp')
  await expect(rule.problems).toBeHidden()
  await expect(form.getByText('α and momentum')).toBeHidden()
  await window.experiment.runButton.click()
  await window.runs.expectStatuses(['built in', 'written'], 'completed')
  const digests = []
  for (const name of ['built in', 'written']) {
    await window.runs.open(name)
    digests.push(
      await window.experiment
        .article(name)
        .getByText(/^sha256 /)
        .textContent(),
    )
  }
  expect(digests[0]).toMatch(/^sha256 \w+/)
  expect(digests[1]).toBe(digests[0])
})

test('an exception that fits no parameter is refused in the form, with the names there are', async ({ lab }) => {
  await setWindow(lab, { theme: 'light', width: 1440, height: 900 })
  const { experiment } = new LabWindow(lab.page)
  const { form } = experiment
  await experiment.openDraft()
  await form.getByRole('button', { name: 'Add an exception' }).click()
  await expect(form.getByRole('region', { name: 'Exceptions' })).toContainText('must fit a parameter; there are x')
})
