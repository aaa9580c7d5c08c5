/** The editor of a rule of the user's own, in the form. */
import { expect, type Locator, type Page } from '@playwright/test'
import type { ExperimentPanel } from './experimentPanel'

export class RuleEditor {
  readonly editor: Locator
  /** The equations as they are read. */
  readonly equations: Locator
  readonly problems: Locator
  readonly tryButton: Locator
  readonly #page: Page
  readonly #panel: ExperimentPanel

  constructor(page: Page, panel: ExperimentPanel) {
    this.#page = page
    this.#panel = panel
    this.editor = panel.form.getByRole('textbox', { name: 'Update rule, text' })
    this.equations = panel.form.getByRole('figure', { name: 'Update rule' })
    this.problems = panel.form.getByRole('list', { name: 'Problems of the rule' })
    this.tryButton = panel.form.getByRole('button', { name: 'Try on the bowl against RMSProp' })
  }

  /** Makes the draft's optimizer a rule of the user's own. */
  async choose(): Promise<void> {
    await this.#panel.form.getByRole('combobox', { name: 'Optimizer' }).click()
    await this.#page.getByRole('option', { name: 'Own rule' }).click()
    await expect(this.editor).toBeVisible()
  }

  button(name: string): Locator {
    return this.#panel.form.getByRole('button', { name, exact: true })
  }

  /** Chooses a line of the menu of saved rules. */
  async takeUp(line: string): Promise<void> {
    await this.button('Rules').click()
    await this.#page.getByRole('menuitem', { name: line }).click()
  }

  /** Replaces the text as a user does who pastes. */
  async write(text: string): Promise<void> {
    await this.editor.click()
    await this.#page.keyboard.press('ControlOrMeta+A')
    await this.#page.keyboard.insertText(text)
  }
}
