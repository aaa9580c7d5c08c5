/** The whole window, part by part. Made anew after a relaunch, since the page is another one. */
import type { Locator, Page } from '@playwright/test'
import { Charts } from './charts'
import { ExperimentPanel } from './experimentPanel'
import { RunsTable } from './runsTable'
import { StatusBar } from './statusBar'

export class LabWindow {
  readonly page: Page
  readonly runs: RunsTable
  readonly charts: Charts
  readonly experiment: ExperimentPanel
  readonly statusBar: StatusBar
  readonly messages: Locator

  constructor(page: Page) {
    this.page = page
    this.runs = new RunsTable(page)
    this.charts = new Charts(page)
    this.experiment = new ExperimentPanel(page)
    this.statusBar = new StatusBar(page)
    this.messages = page.getByRole('region', { name: 'Messages' })
  }

  /** Chooses an entry of the menu at the upper right. */
  async chooseMenu(entry: string): Promise<void> {
    await this.page.getByRole('banner').getByRole('button', { name: 'Menu' }).click()
    await this.page.getByRole('menu').getByText(entry).click()
  }

  /** Runs a command by the palette. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+K')
    const search = this.page.getByRole('combobox', { name: 'Search runs and commands' })
    await search.fill(title)
    await this.page.getByRole('option', { name: title }).first().waitFor()
    await search.press('Enter')
  }
}
