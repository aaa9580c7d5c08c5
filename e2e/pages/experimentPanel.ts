/** The right column: the run that is open, or the experiment being edited. */
import { expect, type Locator, type Page } from '@playwright/test'
import type { Document } from '../support/documents'

export class ExperimentPanel {
  readonly panel: Locator
  readonly form: Locator
  /** The document as JSON. */
  readonly editor: Locator
  readonly runButton: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.panel = page.getByRole('region', { name: 'Experiment', exact: true })
    this.form = this.panel.getByRole('form', { name: 'Experiment' })
    this.editor = this.panel.getByRole('textbox', { name: 'Experiment document, JSON' })
    this.runButton = this.panel.getByRole('button', { name: /^Run/ })
  }

  /** A draft, whatever the panel showed. */
  async openDraft(): Promise<void> {
    await this.#page.getByRole('banner').getByRole('button', { name: 'New experiment' }).click()
    await expect(this.panel.getByRole('radiogroup', { name: 'Edit as' })).toBeVisible()
  }

  async openView(view: 'Form' | 'JSON'): Promise<void> {
    await this.panel.getByRole('radiogroup', { name: 'Edit as' }).getByRole('radio', { name: view }).click()
  }

  /** Replaces the document in the JSON view. */
  async writeText(text: string): Promise<void> {
    await this.openView('JSON')
    await this.editor.click()
    await this.#page.keyboard.press('ControlOrMeta+A')
    await this.#page.keyboard.insertText(text)
  }

  /** Starts a document by way of the JSON view; the run is open afterwards. */
  async start(document: Document): Promise<void> {
    await this.openDraft()
    await this.writeText(JSON.stringify(document))
    await this.runButton.click()
    await expect(this.article(String(document.name))).toBeVisible()
  }

  /** Starts a document with seeds 1 to n. */
  async startSeeds(document: Document, seeds: number): Promise<void> {
    await this.openDraft()
    await this.writeText(JSON.stringify(document))
    await this.panel.getByRole('spinbutton', { name: 'Number of seeds' }).fill(String(seeds))
    await this.panel.getByRole('button', { name: `Seeds 1…${seeds}` }).click()
    await expect(this.panel.getByRole('article')).toBeVisible()
  }

  /** The saved run of that name, when it is the one that is open. */
  article(name: string): Locator {
    return this.panel.getByRole('article', { name, exact: true })
  }

  button(name: string): Locator {
    return this.panel.getByRole('button', { name, exact: true })
  }

  /** A field of the form by its label, such as "Learning rate α". */
  field(name: string | RegExp): Locator {
    return this.form.getByRole('textbox', { name })
  }
}
