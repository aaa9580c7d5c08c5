/** The left column: the table of runs, its filter, its trash. */
import { expect, type Locator, type Page } from '@playwright/test'
import type { RunStatus } from '../../src-main/contract/run'

export class RunsTable {
  readonly panel: Locator
  readonly grid: Locator
  readonly filter: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.panel = page.getByRole('region', { name: 'Runs', exact: true })
    this.grid = this.panel.getByRole('grid', { name: 'Runs' })
    this.filter = this.panel.getByRole('textbox', { name: 'Filter runs' })
  }

  /** From the empty state of the table. */
  async startLecture(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Start the lecture’s experiment' }).click()
  }

  row(name: string): Locator {
    return this.grid.getByRole('row').filter({ has: this.#page.getByText(name, { exact: true }) })
  }

  /** Every row of a run, in the order of the table; the header is none. */
  rows(): Locator {
    return this.grid.getByRole('row').filter({ has: this.#page.getByRole('gridcell') })
  }

  async expectStatus(name: string, status: RunStatus): Promise<void> {
    await expect(this.row(name).locator('[data-status]')).toHaveAttribute('data-status', status)
  }

  async expectStatuses(names: readonly string[], status: RunStatus): Promise<void> {
    for (const name of names) await this.expectStatus(name, status)
  }

  /** What stands in the cells of each row. */
  async cells(): Promise<readonly (readonly string[])[]> {
    const rows = await this.rows().all()
    return Promise.all(rows.map((row) => row.getByRole('gridcell').allInnerTexts()))
  }

  /** Selects the run and opens it in the right column. */
  async open(name: string): Promise<void> {
    await this.row(name).getByText(name, { exact: true }).click()
  }

  /** Runs a command of the context menu. */
  async choose(name: string, command: string): Promise<void> {
    await this.row(name).getByText(name, { exact: true }).click({ button: 'right' })
    await this.#page.getByRole('menuitem', { name: command, exact: false }).click()
  }

  async toggleVisible(name: string): Promise<void> {
    await this.row(name)
      .getByRole('button', { name: /^(Hide|Show) / })
      .click()
  }

  async openTrash(): Promise<void> {
    await this.panel.getByRole('button', { name: /^Trash/ }).click()
    await expect(this.panel.getByRole('heading', { name: 'Trash' })).toBeVisible()
  }

  async leaveTrash(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Back to the runs' }).click()
  }
}
